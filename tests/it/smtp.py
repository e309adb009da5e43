"""A mail server on this computer that prints what it takes, a JSON object a line.

    python3 smtp.py none|starttls|tls FOLDER

Prints its port first. With `starttls` and `tls` it asks for the user `shop` with the password
`mail password`, and writes the certificate to trust to FOLDER/ca.pem.
"""

import asyncio
import json
import ssl
import sys
from email import message_from_bytes, policy

import trustme
from aiosmtpd.smtp import SMTP, AuthResult


class Handler:
    async def handle_DATA(self, server, session, envelope):
        mail = message_from_bytes(envelope.content, policy=policy.default)
        said = {
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "subject": mail["subject"],
            "text": mail.get_content(),
            "is_encrypted": server.transport.get_extra_info("cipher") is not None,
            "is_authenticated": session.authenticated,
        }
        print(json.dumps(said), flush=True)
        return "250 OK"


def authenticate(server, session, envelope, mechanism, data):
    is_right = (data.login, data.password) == (b"shop", b"mail password")
    return AuthResult(success=is_right, handled=False)


async def main():
    mode, folder = sys.argv[1:]
    settings, context = {}, None
    if mode != "none":
        authority = trustme.CA()
        authority.cert_pem.write_to_path(f"{folder}/ca.pem")
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        authority.issue_cert("localhost").configure_cert(context)
        settings = {"authenticator": authenticate, "auth_required": True}
        if mode == "starttls":
            settings |= {"tls_context": context, "require_starttls": True}
        else:
            settings |= {"auth_require_tls": False}
    server = await asyncio.get_running_loop().create_server(
        lambda: SMTP(Handler(), **settings),
        "127.0.0.1",
        0,
        ssl=context if mode == "tls" else None,
    )
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(main())
