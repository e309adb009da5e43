"""An encrypted web server on this computer over the files of a folder.

    python3 https.py FOLDER

Prints its port first, and writes the certificate to trust to FOLDER/ca.pem.
"""

import functools
import ssl
import sys
from http.server import HTTPServer, SimpleHTTPRequestHandler

import trustme

folder = sys.argv[1]
authority = trustme.CA()
authority.cert_pem.write_to_path(f"{folder}/ca.pem")
context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
authority.issue_cert("localhost").configure_cert(context)
handler = functools.partial(SimpleHTTPRequestHandler, directory=folder)
server = HTTPServer(("127.0.0.1", 0), handler)
server.socket = context.wrap_socket(server.socket, server_side=True)
print(server.server_port, flush=True)
while True:
    try:
        server.handle_request()
    except ssl.SSLError:
        # A client that does not trust the certificate.
        continue
