"""Reads every dataset of a server in every format, by the programs that platforms use, and compares what they read.

Usage: formats.py URL. Prints one JSON object: for each dataset its rows and a digest of them. See exports.rs.
"""

import hashlib
import json
import sys
import urllib.request

import duckdb
import rdflib
from duckdb_extensions import import_extension
from frictionless import Package

# What DuckDB calls the types of Table Schema.
TYPES = {
    "string": "VARCHAR",
    "integer": "BIGINT",
    "boolean": "BOOLEAN",
    "date": "DATE",
    "datetime": "TIMESTAMP WITH TIME ZONE",
    "array": "VARCHAR[]",
}


def get(url):
    with urllib.request.urlopen(url) as answer:
        return answer.read()


def main(url):
    package = json.loads(get(f"{url}/export/datapackage.json"))
    reader = duckdb.connect()
    import_extension("httpfs", con=reader)
    reader.execute("SET TimeZone = 'UTC'")
    check_tables(f"{url}/export/datapackage.json")
    answer = {}
    for resource in package["resources"]:
        name, schema = resource["name"], resource["schema"]
        rows = same_rows(reader, f"{url}/export/{name}", schema)
        check_graph(get(f"{url}/export/{name}.jsonld"), rows, schema)
        text = json.dumps(rows, ensure_ascii=False, default=str)
        answer[name] = {"rows": len(rows), "digest": hashlib.sha256(text.encode()).hexdigest()}
    json.dump(answer, sys.stdout)


def check_tables(url):
    """Every CSV fits its Table Schema, and every key leads to a row."""
    report = Package(url).validate()
    errors = report.flatten(["title", "rowNumber", "fieldName", "type", "note"])
    assert report.valid, errors[:5]


def same_rows(reader, path, schema):
    """The rows, which are the same with the same types in CSV, NDJSON and Parquet."""
    types = {field["name"]: TYPES[field["type"]] for field in schema["fields"]}
    csv = f"read_csv('{path}.csv', columns={types}, header=true, delim=',', quote='\"', escape='\"', nullstr='')"
    ndjson = f"read_json('{path}.ndjson', format='newline_delimited', columns={types})"
    parquet = f"read_parquet('{path}.parquet')"
    read = {}
    for source in (csv, ndjson, parquet):
        relation = reader.sql(f"SELECT * FROM {source}")
        found = dict(zip(relation.columns, map(str, relation.types)))
        assert found == types, (source, found, types)
        read[source] = relation.fetchall()
    rows = read[parquet]
    for source, found in read.items():
        assert found == rows, (source, next(pair for pair in zip(found, rows) if pair[0] != pair[1]))
    return rows


def check_graph(text, rows, schema):
    graph = rdflib.Graph().parse(data=text, format="json-ld")
    names = [field["name"] for field in schema["fields"]]
    if names[0] != "id":
        return
    subjects = {str(subject) for subject in graph.subjects() if isinstance(subject, rdflib.URIRef)}
    expected = {f"urn:uuid:{row[0]}" for row in rows}
    assert expected <= subjects, sorted(expected - subjects)[:3]


main(sys.argv[1])
