"""The mail server, from one address such as `smtp://user:password@mail.example:587?tls=yes`."""

from dataclasses import dataclass, field
from urllib.parse import parse_qs, unquote, urlsplit


@dataclass(frozen=True, slots=True)
class MailServer:
    """`starttls` turns a plain connection into a sealed one; `tls` is sealed from the start."""

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    starttls: bool
    tls: bool
    sender: str


DEFAULT_SENDER = "Lá Chắn <khong-tra-loi@lachan.example>"
LOCAL = MailServer("127.0.0.1", 25, "", "", starttls=False, tls=False, sender=DEFAULT_SENDER)


def mail_server(url: str | None) -> MailServer:
    """Reads `smtp://` or `smtps://`; the machine's own mail service for None. ValueError if wrong.

    `?tls=no` leaves a connection plain, for a server on the same machine; `?from=` is the sender.
    """
    if url is None:
        return LOCAL
    parts = urlsplit(url)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise ValueError("must look like smtp://user:password@host:587 or smtps://host:465")
    options = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    tls = parts.scheme == "smtps"
    return MailServer(
        host=parts.hostname,
        port=parts.port or (465 if tls else 587),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        starttls=not tls and options.get("tls", "yes") != "no",
        tls=tls,
        sender=options.get("from", DEFAULT_SENDER),
    )
