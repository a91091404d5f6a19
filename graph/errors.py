"""What can go wrong between us and Neo4j."""

from domain.errors import UnderstoryError


class GraphError(UnderstoryError):
    """The graph refused or failed."""

    code = "GRAPH_FAILED"


class GraphUnreachable(GraphError):
    """No answer in time, or no connection at all; what was asked for may be asked again."""

    code = "ENGINE_NOT_REACHABLE"


class GraphNewer(GraphError):
    """The graph was migrated by a newer Understory than this one."""

    code = "GRAPH_NEWER"


class ContractBroken(GraphError):
    """A query file and its Python signature do not agree, or a row is not what the signature promises."""

    code = "CONTRACT_BROKEN"
