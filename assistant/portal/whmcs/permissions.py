"""Whether the API role has each action that the assistant calls, found out without any effect.

A question is asked for one entry, or for something that cannot be. A change is sent without what
it requires, or for an id 0 that nothing has: WHMCS checks the permission first, and then refuses.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from assistant.portal.whmcs.transport import Transport, WhmcsError, WhmcsTrouble


@dataclass(frozen=True, slots=True)
class Probe:
    action: str
    harmless: str
    """Why the call has no effect."""
    parameters: Mapping[str, str | int] = field(default_factory=dict)


PROBES = (
    Probe("GetClientsDetails", "of a client 0 that nobody is", {"clientid": 0}),
    Probe("GetClientsProducts", "one entry of a service 0", {"serviceid": 0, "limitnum": 1}),
    Probe("GetClientsDomains", "one entry of a domain 0", {"domainid": 0, "limitnum": 1}),
    Probe("GetProducts", "reads only"),
    Probe("GetInvoices", "reads one line", {"limitnum": 1}),
    Probe("GetInvoice", "of an invoice 0 that is none", {"invoiceid": 0}),
    Probe("GetTransactions", "of an invoice 0 that is none", {"invoiceid": 0}),
    Probe("GetCredits", "of a client 0 that nobody is", {"clientid": 0}),
    Probe("AddInvoicePayment", "into an invoice 0 that is none", {"invoiceid": 0}),
    Probe("AddCredit", "to a client 0 that nobody is", {"clientid": 0}),
    Probe("GetSupportDepartments", "reads only", {"ignore_dept_assignments": "true"}),
    Probe("GetTickets", "reads one line", {"limitnum": 1, "ignore_dept_assignments": "true"}),
    Probe("GetTicket", "of a ticket 0 that is none", {"ticketid": 0}),
    Probe(
        "GetTicketAttachment",
        "of a ticket 0 that is none",
        {"relatedid": 0, "type": "ticket", "index": 0},
    ),
    Probe("AddClient", "without a name or an address, which is refused"),
    Probe("UpdateClient", "of a client 0 that nobody is", {"clientid": 0}),
    Probe("ResetPassword", "for nobody, which is refused"),
    Probe("AddClientNote", "beside a client 0 that nobody is", {"userid": 0, "notes": "-"}),
    Probe("OpenTicket", "in no department and of nobody, which is refused", {"deptid": 0}),
    Probe("AddTicketReply", "to a ticket 0 that is none", {"ticketid": 0, "message": ""}),
    Probe("UpdateTicket", "of a ticket 0 that is none", {"ticketid": 0}),
)


async def lacking(transport: Transport) -> dict[str, WhmcsError]:
    """The actions that may not be called, and what WHMCS says. Raises WhmcsError when something
    else is in the way."""
    found = {}
    for probe in PROBES:
        try:
            await transport.change(probe.action, **probe.parameters)
        except WhmcsError as error:
            if error.trouble is WhmcsTrouble.PERMISSION:
                found[probe.action] = error
            elif error.trouble is not WhmcsTrouble.SAYS_NO:
                raise
    return found
