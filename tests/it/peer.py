"""Streamlit-Authenticator's own classes on a configuration file, without a browser.

    python3 peer.py sign-in FILE USERNAME PASSWORD     prints True or False
    python3 peer.py start FILE                         makes all of its classes, as its documentation does
    python3 peer.py register FILE USERNAME EMAIL PASSWORD
    python3 peer.py reset FILE USERNAME OLD NEW
"""

import logging
import sys

logging.disable(logging.CRITICAL)

from streamlit_authenticator import Authenticate  # noqa: E402
from streamlit_authenticator.models import AuthenticationModel  # noqa: E402


def main():
    if sys.argv[1] == "start":
        Authenticate(sys.argv[2])
        return
    what, path, username, *rest = sys.argv[1:]
    model = AuthenticationModel(path=path)
    if what == "sign-in":
        (password,) = rest
        print(bool(model.login(username, password)))
    elif what == "register":
        email, password = rest
        listed = model.config["pre-authorized"]
        listed = listed["emails"] if isinstance(listed, dict) else listed
        model.register_user(
            "Peer", "Person", email, username, password, "a hint", listed
        )
    elif what == "reset":
        old, new = rest
        model.reset_password(username, old, new)


main()
