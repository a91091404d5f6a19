"""Counters of the server, as the text that Prometheus reads."""

from collections import Counter


class Metrics:
    """What happened since the start. One event loop counts, so nothing is locked."""

    def __init__(self) -> None:
        self.requests = Counter[int]()  # by HTTP status
        self.errors = Counter[str]()  # by code
        self.seconds = 0.0  # that all requests took together

    def count(self, status: int, seconds: float, codes: list[str]) -> None:
        """Counts one GraphQL request."""
        self.requests[status] += 1
        self.seconds += seconds
        self.errors.update(codes)

    def text(self, seq: int | None) -> str:
        """The exposition; `seq` is the ledger's sequence number, None when the graph does not answer."""
        lines = [
            "# HELP understory_graphql_requests_total GraphQL requests by HTTP status.",
            "# TYPE understory_graphql_requests_total counter",
            *(
                f'understory_graphql_requests_total{{status="{status}"}} {count}'
                for status, count in sorted(self.requests.items())
            ),
            "# HELP understory_graphql_errors_total Errors in GraphQL responses by code.",
            "# TYPE understory_graphql_errors_total counter",
            *(
                f'understory_graphql_errors_total{{code="{code}"}} {count}'
                for code, count in sorted(self.errors.items())
            ),
            "# HELP understory_graphql_seconds Time that GraphQL requests took.",
            "# TYPE understory_graphql_seconds summary",
            f"understory_graphql_seconds_sum {self.seconds:.6f}",
            f"understory_graphql_seconds_count {sum(self.requests.values())}",
            "# HELP understory_graph_up Whether the graph answers.",
            "# TYPE understory_graph_up gauge",
            f"understory_graph_up {int(seq is not None)}",
        ]
        if seq is not None:
            lines += [
                "# HELP understory_ledger_seq Sequence number of the ledger's last change.",
                "# TYPE understory_ledger_seq gauge",
                f"understory_ledger_seq {seq}",
            ]
        return "\n".join(lines) + "\n"
