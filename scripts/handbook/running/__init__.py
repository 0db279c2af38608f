"""How the work runs, whatever the work is: beside another process, again on a change, published in one step."""
