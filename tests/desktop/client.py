"""An accessibility client: prints what a screen reader sees of a program, presses something, goes to a field,
reads a text, or listens and prints what a screen reader says by itself.

usage: client.py PID tree | client.py PID press NAME | client.py PID focus NAME | client.py PID text ROLE |
       client.py PID cut-off LEFT TOP WIDTH HEIGHT | client.py PID listen
"""

import sys

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402

STATES = {
    Atspi.StateType.FOCUSED: "focused",
    Atspi.StateType.CHECKED: "checked",
}


def walk(node):
    yield node
    for index in range(node.get_child_count()):
        child = node.get_child_at_index(index)
        if child is not None:
            yield from walk(child)


def nodes(pid):
    desktop = Atspi.get_desktop(0)
    for index in range(desktop.get_child_count()):
        app = desktop.get_child_at_index(index)
        if app is not None and app.get_process_id() == pid:
            yield from walk(app)


def line(node):
    states = node.get_state_set()
    words = [word for state, word in STATES.items() if states.contains(state)]
    if not states.contains(Atspi.StateType.ENABLED):
        words.append("disabled")
    name = (node.get_name() or "").replace("\n", " ")
    return f"{node.get_role_name()}|{name}|{' '.join(words)}"


def cut_off(pid, left, top, width, height):
    for node in nodes(pid):
        component = node.get_component_iface()
        if component is None or node.get_role_name() not in ("entry", "password text", "push button", "check box"):
            continue
        box = component.get_extents(Atspi.CoordType.WINDOW)
        across = left <= box.x and box.x + box.width <= left + width
        down = top <= box.y and box.y + box.height <= top + height
        if not (across and down and box.width and box.height):
            yield f"{line(node)}: {box.x} {box.y} {box.width} {box.height}"


def press(pid, name):
    for node in nodes(pid):
        if (node.get_name() or "").startswith(name):
            action = node.get_action_iface()
            if action is not None and action.get_n_actions() > 0:
                action.do_action(0)
                return "pressed"
    return "not found"


def focus(pid, name):
    for node in nodes(pid):
        if node.get_role_name() == "entry" and node.get_name() == name:
            component = node.get_component_iface()
            if component is not None and component.grab_focus():
                return "focused"
    return "not found"


def text(pid, role):
    for node in nodes(pid):
        if node.get_role_name() == role:
            text = node.get_text_iface()
            if text is not None:
                return Atspi.Text.get_text(text, 0, Atspi.Text.get_character_count(text))
    return "not found"


def listen(pid):
    def said(event):
        if event.source is not None and event.source.get_process_id() == pid:
            print(event.any_data, flush=True)

    listener = Atspi.EventListener.new(said)
    listener.register("object:announcement")
    print("listening", flush=True)
    Atspi.event_main()


def main():
    pid = int(sys.argv[1])
    if sys.argv[2] == "tree":
        print("\n".join(line(node) for node in nodes(pid)))
    elif sys.argv[2] == "cut-off":
        print("\n".join(cut_off(pid, *map(int, sys.argv[3:7]))))
    elif sys.argv[2] == "text":
        print(text(pid, sys.argv[3]))
    elif sys.argv[2] == "listen":
        listen(pid)
    elif sys.argv[2] == "focus":
        print(focus(pid, sys.argv[3]))
    else:
        print(press(pid, sys.argv[3]))


try:
    main()
except gi.repository.GLib.GError:
    # The tree changed while it was read: the caller asks again.
    sys.exit(3)
