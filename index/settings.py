"""The settings of this room, with their only defaults."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexSettings:
    """How articles are stored and found: table ``[index]`` of hoibao.toml.

    Attributes:
        store_url: Of a Chroma server or cluster; empty for the embedded folder.
        token: Sent to the server as a bearer token; read from ``HOIBAO_STORE_TOKEN`` when empty.
        ca_file: Certificates trusted for ``https`` instead of the usual ones, in PEM.
        embedder: Name of a shipped model, or any sentence-transformers name or folder.
        query_prompt: Put before a question for models that ask for it; ``None`` for the prompt
            known for the model.
        device: ``cpu``, ``cuda``, ``mps`` or ``auto``.
        reranker: Any cross-encoder name or folder; empty for the shipped second stage.
        top_k: Passages returned for a question.
        lock_timeout: Seconds to wait for another process that owns the embedded folder.
    """

    store_url: str = ""
    token: str = field(default="", repr=False)
    ca_file: str = ""
    tenant: str = "default_tenant"
    database: str = "default_database"
    embedder: str = "static-vi"
    query_prompt: str | None = None
    passage_prompt: str | None = None
    device: str = "auto"
    batch_size: int = 64
    reranker: str = ""
    top_k: int = 12
    lock_timeout: float = 60.0

    def __post_init__(self) -> None:
        """Refuse numbers with which nothing would work.

        Raises:
            ValueError: One of them; the message is for the user.
        """
        for name in ("batch_size", "top_k"):
            if getattr(self, name) < 1:
                raise ValueError(f"{name} = {getattr(self, name)}: cần một số lớn hơn 0")
        if self.lock_timeout < 0:
            raise ValueError(f"lock_timeout = {self.lock_timeout:g}: cần một số không âm")
