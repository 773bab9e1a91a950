#!/usr/bin/env python3
"""Asks the window's state dump (JIEDU_STATE_DUMP) a question; exit status 0 for yes.

state.py rest FILE                 waits until the window has shown documents at rest
state.py chosen FILE               an initiative is chosen, and every pane that mentions it shows its mention
state.py moved BEFORE AFTER        some pane shown both times stands at another place
state.py followed BEFORE AFTER     the first pane moved, and another one after it, with a reason
state.py view NAME FILE            this view is shown
state.py reached NAME FILE          waits until this view is shown and at rest
state.py typeset FILE              waits until the print view shows its pages
state.py opened FILE N M           waits until N documents are read and M files failed, each with a reason in Chinese
"""
import json
import sys
import time


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def panes(state):
    return {d["key"]: d for d in state["documents"] if d["shown"] == "pane"}


def moved(before, after):
    both = [(panes(before)[k], d) for k, d in panes(after).items() if k in panes(before)]
    return [d["key"] for b, d in both if abs((b["scroll_y"] or 0) - (d["scroll_y"] or 0)) > 20]


def wait_for(path, key, seconds):
    """Until the dump has a value under this key."""
    return wait_until(path, lambda state: state.get(key), seconds)


def wait_until(path, holds, seconds):
    """Until this holds of the dump."""
    for _ in range(seconds * 10):
        try:
            if holds(load(path)):
                return True
        except (OSError, ValueError):
            pass
        time.sleep(0.1)
    return False


def chosen(state):
    mentioned = [d for d in panes(state).values() if d["mention"]]
    hidden = [d["label"] for d in mentioned if not d["mention_visible"]]
    if hidden:
        print("not in view:", hidden)
    return bool(state["initiative"] and mentioned and not hidden)


def followed(before, after):
    first, *others = panes(after).values()
    which = moved(before, after)
    print("moved:", which, "because", [d["followed"] for d in others])
    return first["key"] in which and any(d["key"] in which and d["followed"] for d in others)


def opened(path, documents, failed):
    """Waits for so many documents and failures; every reason is a sentence that says what to do."""
    for _ in range(300):
        try:
            state = load(path)
            if len(state["documents"]) == documents and len(state["failed"]) == failed:
                unadvised = [name for name, reason in state["failed"] if "请" not in reason]
                if unadvised:
                    print("no advice:", unadvised)
                return not unadvised
        except (OSError, ValueError):
            pass
        time.sleep(0.1)
    state = load(path)
    print(len(state["documents"]), "read,", state["failed"])
    return False


def main(question, *arguments):
    if question == "rest":
        return wait_for(arguments[0], "first_rest_ms", 20)
    if question == "typeset":
        return wait_for(arguments[0], "pages", 60)
    if question == "opened":
        return opened(arguments[0], int(arguments[1]), int(arguments[2]))
    if question == "reached":
        return wait_until(arguments[1], lambda state: state["view"] == arguments[0], 20)
    if question == "view":
        return load(arguments[1])["view"] == arguments[0]
    states = [load(a) for a in arguments]
    return bool({"chosen": chosen, "moved": moved, "followed": followed}[question](*states))


sys.exit(0 if main(*sys.argv[1:]) else 1)
