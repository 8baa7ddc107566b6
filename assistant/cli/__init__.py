"""Commands of the command line, a module each; ``assistant.__main__`` mounts them."""
