"""Answers Athena's SQL over exported objects: sqlglot reads Athena's dialect, DuckDB reads the objects as Athena's tables would.

Standard input: {"folder", "tables": {name: {column: type}}, "partition", "queries": [sql]}; output: [[row, …], …], a list a query.
"""

import json
import sys

import duckdb
import sqlglot

TYPES = {
    "string": "VARCHAR",
    "boolean": "BOOLEAN",
    "bigint": "BIGINT",
    "double": "DOUBLE",
    "array<string>": "VARCHAR[]",
    "map<string,bigint>": "MAP(VARCHAR, BIGINT)",
}

asked = json.load(sys.stdin)
connection = duckdb.connect()
connection.execute("SET TimeZone = 'UTC'")
connection.execute(f"CREATE SCHEMA {asked['database']}")
for name, columns in asked["tables"].items():
    typed = ", ".join(f"'{column}': '{TYPES[type]}'" for column, type in columns.items())
    connection.execute(
        f"CREATE VIEW {asked['database']}.{name} AS SELECT * FROM read_json("
        f"'{asked['folder']}/{name}/*/*/*.ndjson.gz', format = 'newline_delimited', columns = {{{typed}}},"
        f" hive_partitioning = true, hive_types = {{'{asked['partition']}': VARCHAR}})"
    )

answers = []
for query in asked["queries"]:
    (translated,) = sqlglot.transpile(query, read="athena", write="duckdb")
    answers.append([[str(value) for value in row] for row in connection.execute(translated).fetchall()])
print(json.dumps(answers))
