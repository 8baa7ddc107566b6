"""The embedded portal keeps the contract of all portals."""

from tests.portal.contract import PortalContract


class TestEmbeddedPortal(PortalContract):
    """The fixtures are those of conftest."""
