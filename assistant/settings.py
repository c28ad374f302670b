"""The settings of this room, with their only defaults."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class AssistantSettings:
    """How questions are answered: table ``[assistant]`` of hoibao.toml.

    Attributes:
        writer: ``extractive``, ``openai`` (any OpenAI-compatible endpoint) or ``ollama``.
        llm_url: Of the endpoint, e.g. ``http://127.0.0.1:8080/v1``.
        llm_model: Name the endpoint knows.
        llm_key_env: Environment variable that holds the key; never the key itself.
        llm_timeout: Seconds without a new piece of text before the extractive answer is given.
        drop_unsupported: Drop the claims of an LLM that the checker does not find supported,
            rather than mark them.
        reader: ``shipped``, or any cross-encoder or extractive QA model name or folder.
        refuse_below: Answers that are right with a lower calibrated probability are refused;
            ``-1`` for the threshold shipped with the reader, with which 82 % of the held-out
            answerable questions are answered.
        claims: Most claims in an extractive answer.
        context_articles: Articles read whole for a question.
    """

    writer: str = "extractive"
    llm_url: str = ""
    llm_model: str = ""
    llm_key_env: str = "HOIBAO_LLM_KEY"
    llm_timeout: float = 30.0
    drop_unsupported: bool = False
    reader: str = "shipped"
    refuse_below: float = -1.0
    claims: int = 3
    context_articles: int = 6

    def __post_init__(self) -> None:
        """Refuse numbers with which nothing would work.

        Raises:
            ValueError: Says which, what it is and what it must be.
        """
        for name in ("claims", "context_articles", "llm_timeout"):
            if getattr(self, name) <= 0:
                raise ValueError(f"{name} = {getattr(self, name)}: cần một số lớn hơn 0")
        if self.refuse_below != -1 and not 0 <= self.refuse_below <= 1:
            raise ValueError(f"refuse_below = {self.refuse_below:g}: cần -1 hoặc một số từ 0 đến 1")
