"""The server's settings and limits: what the command line says, else `OPGAVETAFEL_…` in the environment.

Every limit is a setting, so a town hall with other habits need not wait for a new version.
"""

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """How this server is run. Sizes are in bytes, times in seconds unless the name says otherwise."""

    model_config = SettingsConfigDict(env_prefix="OPGAVETAFEL_", extra="ignore")

    host: str = "127.0.0.1"
    port: int = Field(8017, ge=0, le=65535)
    names: tuple[str, ...] = ()
    """Names under which browsers may reach it, beside IP addresses and `localhost`."""
    behind_proxy: bool = False
    """Whether a proxy in front of it speaks https and names the visitor's address."""
    proxies: tuple[str, ...] = ("127.0.0.1", "::1")
    """Addresses of proxies whose word on the visitor's address is taken."""
    certificate: str = ""
    private_key: str = ""

    sessions: int = Field(200, ge=1)
    sockets: int = Field(2_000, ge=1)
    sockets_per_address: int = Field(400, ge=1)
    actions_per_second: int = Field(10, ge=1)
    burst: int = Field(20, ge=1)
    message_bytes: int = Field(16_384, ge=1_024)
    form_bytes: int = Field(65_536, ge=1_024)
    events: int = Field(20_000, ge=100)
    tries_per_minute: int = Field(20, ge=1)
    tries_in_all: int = Field(300, ge=1)
    retention_days: int = Field(30, ge=1)
    facilitator_hours: int = Field(12, ge=1)

    join_within: float = Field(5.0, gt=0)
    ping_interval: float = Field(10.0, gt=0)
    ping_timeout: float = Field(8.0, gt=0)
    waiting_packets: int = Field(64, ge=8)
    """More than this unread makes a client a slow one, and it is cut."""
    linger: float = Field(0.5, ge=0)
    """For a last word to reach who is cut."""
    stop_within: float = Field(3.0, gt=0)
    bot_pace_ms: int = Field(1_200, ge=0)
    bots_keep_pace: bool = True
    """Whether a table of bots alone waits for tables with people, and else plays as the clock goes."""

    question_after: float = Field(180.0, gt=0)
    """Who is waited for so long and does nothing is asked whether they are still there."""
    mark_after: float = Field(60.0, ge=0)
    """Who does not answer that for so long is marked on the facilitator's page."""

    @property
    def is_public(self) -> bool:
        """Whether people come in over the internet: then codes are longer."""
        return self.behind_proxy or bool(self.certificate)
