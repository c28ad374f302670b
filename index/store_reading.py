"""The reading half of the Chroma store; knows nothing of how articles get there."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from corpus.article import Article
from index import rows
from index.passage import Passage
from index.record import Record, id_of_passage
from index.store_errors import EmbedderMismatch, FormatMismatch
from index.store_ids import of_revision

if TYPE_CHECKING:
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection

FORMAT = 2
"""What a new store is; one of format 1 is read and written as it is (``index.rows``)."""
READ = (1, 2)
RECORD_DIM = 2
"""Length of the vectors of records, which nobody looks for; Chroma wants one."""
Vectors = NDArray[np.float32]


class StoreReader:
    """Articles in Chroma, read whole or by passage."""

    def __init__(self, client: "ClientAPI", *, embedder: str, dim: int) -> None:
        """Open the collections, or make them where they are not there yet.

        Raises:
            FormatMismatch: The store has another format.
            EmbedderMismatch: The store was built with another model.
        """
        self._client = client
        self._built: dict[str, str | int] = {"format": FORMAT, "embedder": embedder, "dim": dim}
        self._passages = self._collection("passages")
        self._articles = self._collection("articles")
        self._superseded = self._collection("superseded")
        self._intents = self._collection("intents")
        self._most = client.get_max_batch_size()
        self._check(self._passages.metadata or {})
        self._format = int((self._passages.metadata or {})["format"])

    @property
    def _kept(self) -> Any:
        """What of a record Chroma has to read."""
        return ["documents", "metadatas"] if self._format == 1 else ["metadatas"]

    @property
    def embedder(self) -> str:
        """Name of the model that the store was built with."""
        return str(self._built["embedder"])

    def _collection(self, name: str) -> "Collection":
        return self._client.get_or_create_collection(
            f"hoibao-{name}",
            embedding_function=None,
            metadata=dict(self._built),
            configuration={"hnsw": {"space": "cosine"}},
        )

    def _check(self, built: Any) -> None:
        if built.get("format") not in READ:
            raise FormatMismatch(
                f"Kho có định dạng {built.get('format')}, bản này dùng định dạng {FORMAT}; "
                "hãy sao lưu bằng bản đã lập kho (hoibao backup), rồi nạp lại bằng bản này "
                "(hoibao restore)"
            )
        if (built.get("embedder"), built.get("dim")) != (
            self._built["embedder"],
            self._built["dim"],
        ):
            raise EmbedderMismatch(
                f"Kho được lập bằng mô hình {built.get('embedder')!r} ({built.get('dim')} chiều), "
                f"cấu hình hiện nay là {self._built['embedder']!r} ({self._built['dim']} chiều); "
                "hãy đặt lại [index] embedder, hoặc lập lại kho: hoibao rebuild --embedder"
            )

    def records(self, article_ids: Sequence[str]) -> dict[str, Record]:
        """The records of these articles by id, removed ones too; missing ids are left out."""
        if not article_ids:
            return {}
        found = self._articles.get(ids=list(dict.fromkeys(article_ids)), include=self._kept)
        return {r.article_id: r for r in _records(found)}

    def changed_since(self, stamp: int, *, batch: int = 1000) -> Iterator[Record]:
        """Records changed after ``stamp`` (nanoseconds), in no order, removed ones too."""
        offset = 0
        where: Any = {"changed": {"$gt": stamp}} if stamp else None
        while True:
            found = self._articles.get(where=where, limit=batch, offset=offset, include=self._kept)
            yield from _records(found)
            if len(found["ids"]) < batch:
                return
            offset += batch

    def passages_of(self, article_id: str, revision: int) -> list[Passage]:
        """The passages of one revision in order; empty where it is not there."""
        for collection in (self._passages, self._superseded):
            ids = of_revision(collection, article_id, revision)
            if ids:
                found = collection.get(ids=ids, include=["documents", "metadatas"])
                return sorted(_passages(found), key=lambda p: p.ordinal)
        return []

    def passages(self, passage_ids: Sequence[str]) -> dict[str, Passage]:
        """Current passages by id; missing ids are left out."""
        if not passage_ids:
            return {}
        found = self._passages.get(ids=list(passage_ids), include=["documents", "metadatas"])
        return {p.passage_id: p for p in _passages(found)}

    def vectors(self, passage_ids: Sequence[str]) -> dict[str, Vectors]:
        """Embeddings of current passages by id, each of shape ``(dim,)``."""
        if not passage_ids:
            return {}
        found = self._passages.get(ids=list(passage_ids), include=["embeddings"])
        vectors = np.asarray(found["embeddings"], dtype=np.float32)
        return dict(zip(found["ids"], vectors, strict=True))

    def article(self, article_id: str, revision: int | None = None) -> Article | None:
        """An article read back whole, the current revision unless another is named."""
        if revision is None:
            record = self.records([article_id]).get(article_id)
            if record is None or record.removed:
                return None
            revision = record.revision
        pieces = self.passages_of(article_id, revision)
        return join(pieces) if pieces else None

    def articles(self, article_ids: Sequence[str]) -> dict[str, Article]:
        """Current articles by id, read in two calls; missing and removed ones are left out."""
        records = {i: r for i, r in self.records(article_ids).items() if not r.removed}
        ids = [name for record in records.values() for name in record.passage_ids]
        grouped: dict[str, list[Passage]] = {}
        for passage in self.passages(ids).values():
            grouped.setdefault(passage.article_id, []).append(passage)
        return {
            i: join(sorted(pieces, key=lambda p: p.ordinal))
            for i, pieces in grouped.items()
            if len(pieces) == records[i].passages
        }

    def revisions(self, article_id: str) -> list[int]:
        """The revisions that can be read, oldest first."""
        record = self.records([article_id]).get(article_id)
        if record is None:
            return []
        first = [id_of_passage(article_id, n, 0) for n in range(1, record.revision + 1)]
        both = (self._passages, self._superseded)
        there = {i for where in both for i in where.get(ids=first, include=[])["ids"]}
        return [n for n, i in enumerate(first, start=1) if i in there]

    def passage_ids(self, *, batch: int = 20_000) -> Iterator[str]:
        """The id of every passage there is to search; reading what is under them takes longer."""
        offset = 0
        while True:
            found = self._passages.get(limit=batch, offset=offset, include=[])["ids"]
            yield from found
            if len(found) < batch:
                return
            offset += batch

    def query(
        self, vector: Vectors, n: int, *, where: Any = None, text: bool = True
    ) -> list[tuple[Passage | str, float]]:
        """The ``n`` nearest passages (or only their ids) with cosine similarity, best first.

        Args:
            vector: Shape ``(dim,)``, unit length.
            n: How many at most.
            where: A Chroma filter over the passage metadata.
            text: Whether passages or only passage ids come back.
        """
        if n < 1:
            return []
        found = self._passages.query(
            query_embeddings=vector[np.newaxis, :],
            n_results=n,
            where=where,
            include=["documents", "metadatas", "distances"] if text else ["distances"],
        )
        near = [1.0 - float(d) for d in (found["distances"] or [[]])[0]]
        if not text:
            return list(zip(found["ids"][0], near, strict=True))
        documents, metadatas = (found["documents"] or [[]])[0], (found["metadatas"] or [[]])[0]
        pieces = [rows.to_passage(d, m) for d, m in zip(documents, metadatas, strict=True)]
        return list(zip(pieces, near, strict=True))

    def count_passages(self) -> int:
        """How many passages there are to search."""
        return self._passages.count()

    def count_articles(self) -> int:
        """How many articles there are, removed ones left out."""
        gone = self._articles.get(where={"removed": True}, include=[])["ids"]
        return self._articles.count() - len(gone)


def join(pieces: Sequence[Passage]) -> Article:
    """The article that passages in order tile."""
    first = pieces[0]
    return Article(
        article_id=first.article_id,
        revision=first.revision,
        title=first.title,
        text="".join(p.text for p in pieces),
        source=first.source,
        author=first.author,
        url=first.url,
        published_at=first.published_at,
    )


def _passages(found: Any) -> list[Passage]:
    pairs = zip(found["documents"] or [], found["metadatas"] or [], strict=True)
    return [rows.to_passage(d, m) for d, m in pairs]


def _records(found: Any) -> list[Record]:
    """Records of format 2, or of format 1 where their documents were read too."""
    if found["documents"] is None:
        pairs = zip(found["ids"], found["metadatas"] or [], strict=True)
        return [rows.to_record(i, m) for i, m in pairs]
    pairs = zip(found["documents"], found["metadatas"] or [], strict=True)
    return [rows.to_record_before(d or "", m) for d, m in pairs]
