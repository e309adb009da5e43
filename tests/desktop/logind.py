"""A logind that says what it is told to, a word a line on a pipe.

usage: logind.py PIPE
"""

import os
import sys
import threading

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib  # noqa: E402

NAME = "org.freedesktop.login1"
MANAGER = "/org/freedesktop/login1"
OURS = MANAGER + "/session/ours"
OTHER = MANAGER + "/session/other"

INTERFACE = """
<node>
  <interface name="org.freedesktop.login1.Manager">
    <method name="GetSessionByPID">
      <arg type="u" direction="in"/><arg type="o" direction="out"/>
    </method>
    <method name="Inhibit">
      <arg type="s" direction="in"/><arg type="s" direction="in"/>
      <arg type="s" direction="in"/><arg type="s" direction="in"/>
      <arg type="h" direction="out"/>
    </method>
  </interface>
</node>
"""


def called(connection, sender, path, interface, method, parameters, invocation):
    if method == "GetSessionByPID":
        invocation.return_value(GLib.Variant("(o)", (OURS,)))
        return
    read, write = os.pipe()
    files = Gio.UnixFDList.new()
    files.append(write)
    invocation.return_value_with_unix_fd_list(GLib.Variant("(h)", (0,)), files)
    os.close(write)
    # The other end stays open until the program lets go.
    threading.Thread(target=os.read, args=(read, 1), daemon=True).start()


def say(connection, word):
    def emit(path, interface, name, value):
        connection.emit_signal(None, path, interface, name, value)

    if word in ("sleep", "wake"):
        value = GLib.Variant("(b)", (word == "sleep",))
        emit(MANAGER, NAME + ".Manager", "PrepareForSleep", value)
    elif word in ("lock", "other"):
        emit(OURS if word == "lock" else OTHER, NAME + ".Session", "Lock", None)
    elif word == "hint":
        changes = {"LockedHint": GLib.Variant("b", True)}
        value = GLib.Variant("(sa{sv}as)", (NAME + ".Session", changes, []))
        emit(OURS, "org.freedesktop.DBus.Properties", "PropertiesChanged", value)


def listen(connection, pipe):
    while True:
        with open(pipe) as words:
            for line in words:
                GLib.idle_add(say, connection, line.strip())


def main():
    loop = GLib.MainLoop()

    def acquired(connection, name):
        listener = threading.Thread(target=listen, args=(connection, sys.argv[1]), daemon=True)
        listener.start()
        print("ready", flush=True)

    def connected(connection, name):
        info = Gio.DBusNodeInfo.new_for_xml(INTERFACE).interfaces[0]
        connection.register_object(MANAGER, info, called, None, None)

    flags = Gio.BusNameOwnerFlags.NONE
    Gio.bus_own_name(Gio.BusType.SYSTEM, NAME, flags, connected, acquired, None)
    loop.run()


main()
