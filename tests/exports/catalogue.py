"""Reads a catalogue as RDF and holds it against the shapes of DCAT-AP.

Usage: catalogue.py SHAPES URL... where SHAPES is the folder of the profile's shapes and each URL, without its ending, a
page of the catalogue, such as http://127.0.0.1:8080/catalog. Prints one JSON object. See catalogue.rs.
"""

import json
import sys
import urllib.request
from pathlib import Path

import pyshacl
import rdflib
from rdflib.compare import graph_diff, to_isomorphic
from rdflib.namespace import DCAT, DCTERMS, RDF, SH


def get(url, kind):
    with urllib.request.urlopen(url) as answer:
        assert answer.headers["content-type"].split(";")[0] == kind, answer.headers["content-type"]
        return answer.read().decode()


def page(url, name, query):
    """A page, which is the same graph in both serialisations."""
    turtle = get(f"{url}.ttl{query}", "text/turtle")
    json_ld = get(f"{url}.jsonld{query}", "application/ld+json")
    # Pages lead to pages in the same serialisation.
    turtle = turtle.replace(f"{name}.ttl?", f"{name}.jsonld?")
    read = rdflib.Graph().parse(data=turtle, format="turtle")
    other = rdflib.Graph().parse(data=json_ld, format="json-ld")
    if to_isomorphic(read) != to_isomorphic(other):
        _, first, second = graph_diff(read, other)
        raise AssertionError(f"only in Turtle:\n{first.serialize()}\nonly in JSON-LD:\n{second.serialize()}")
    return read


def shapes(folder):
    """All of the profile's shapes, without the two that refer to nothing."""
    graph = rdflib.Graph()
    for file in sorted(Path(folder).glob("*.ttl")):
        graph.parse(file, format="turtle")
    for shape, owned in list(graph.subject_objects(SH.property)):
        if (owned, SH.path, None) not in graph:
            graph.remove((shape, SH.property, owned))
    return graph


def violations(graph, shapes):
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes, advanced=False, allow_warnings=True)
    found = {"Violation": [], "Warning": [], "Info": []}
    for result in report.subjects(RDF.type, SH.ValidationResult):
        severity = report.value(result, SH.resultSeverity).split("#")[1]
        node = report.value(result, SH.focusNode)
        kind = graph.value(node, RDF.type) if node else None
        path = report.value(result, SH.resultPath)
        found[severity].append(f"{kind} {path}")
    return {severity: sorted(set(results)) for severity, results in found.items()}


def main(folder, url, *queries):
    name = url.rsplit("/", 1)[1]
    whole = rdflib.Graph()
    for query in queries or [""]:
        whole += page(url, name, query)
    answer = violations(whole, shapes(folder))
    answer["datasets"] = sorted(str(each) for each in whole.subjects(RDF.type, DCAT.Dataset))
    answer["served"] = len(set(whole.objects(None, DCAT.servesDataset)))
    answer["identifiers"] = sorted(str(whole.value(each, DCTERMS.identifier)) for each in whole.subjects(RDF.type, DCAT.Dataset))
    answer["places"] = sorted(str(whole.value(each, DCTERMS.identifier)) for each in set(whole.objects(None, DCTERMS.spatial)))
    period = whole.value(whole.value(None, RDF.type, DCAT.Catalog), DCTERMS.temporal)
    answer["period"] = [str(whole.value(period, term)) for term in (DCAT.startDate, DCAT.endDate)]
    answer["triples"] = len(whole)
    json.dump(answer, sys.stdout)


main(*sys.argv[1:])
