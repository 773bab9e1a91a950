"""A window from which files can be dragged: drag_source.py X Y WIDTH HEIGHT URI... (GTK 3, as any file manager does it)."""

import sys

import gi

gi.require_version("Gtk", "3.0")
from gi.repository import Gdk, Gtk  # noqa: E402

x, y, width, height = map(int, sys.argv[1:5])
window = Gtk.Window(title="drag source", decorated=False)
window.set_default_size(width, height)
window.move(x, y)
box = Gtk.EventBox()
box.add(Gtk.Label(label="drag me"))
window.add(box)
box.drag_source_set(Gdk.ModifierType.BUTTON1_MASK, [], Gdk.DragAction.COPY)
box.drag_source_add_uri_targets()
box.connect("drag-data-get", lambda widget, context, data, info, time: data.set_uris(sys.argv[5:]))
window.connect("destroy", Gtk.main_quit)
window.show_all()
Gtk.main()
