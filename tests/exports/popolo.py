"""Reads Popolo's JSON-LD and the datasets' as RDF: a record has one IRI in all of them, and a node is one thing.

Usage: popolo.py URL. Prints one JSON object: how many nodes are of each class, and of each dataset. See popolo_export.rs.
"""

import json
import sys
import urllib.request

import rdflib
from rdflib.namespace import DCTERMS, FOAF, ORG, RDF

POPOLO = rdflib.Namespace("http://www.w3.org/ns/opengov#")
CLASSES = {
    "Person": rdflib.URIRef("http://www.w3.org/ns/person#Person"),
    "Organization": ORG.Organization,
    "Membership": ORG.Membership,
    "Motion": POPOLO.Motion,
    "VoteEvent": POPOLO.VoteEvent,
    "Vote": POPOLO.Vote,
    "Speech": POPOLO.Speech,
}


def read(url, name):
    with urllib.request.urlopen(f"{url}/export/{name}.jsonld") as answer:
        return rdflib.Graph().parse(data=answer.read(), format="json-ld")


def records(url, name):
    """A dataset, and the IRIs of its records."""
    graph = read(url, name)
    return graph, {node for node in graph.subjects(RDF.type) if str(node).startswith("urn:uuid:")}


def main(url):
    graph = read(url, "popolo")
    nodes = {name: set(graph.subjects(RDF.type, each)) for name, each in CLASSES.items()}
    for name, found in nodes.items():
        assert found, f"no {name}"
        assert all(str(node).startswith("urn:uuid:") for node in found), (name, found)
        others = [other for other in nodes if other != name and nodes[other] & found]
        assert not others, (name, others)
    # Nothing else is referred to, and no node is without a class, but the file, identifiers and names.
    for subject, _, node in graph:
        if str(node).startswith("urn:"):
            assert (node, RDF.type, None) in graph, node
        if isinstance(subject, rdflib.URIRef):
            assert (subject, RDF.type, None) in graph, subject

    datasets = {name: records(url, name) for name in
                ["persons", "organisations", "memberships", "votes", "vote-positions", "opinions", "declarations"]}
    ids = {name: found for name, (_, found) in datasets.items()}
    assert nodes["Person"] == ids["persons"]
    assert nodes["Organization"] == ids["organisations"]
    assert nodes["Membership"] == ids["memberships"]
    assert nodes["VoteEvent"] == ids["votes"]
    assert nodes["Speech"] == ids["declarations"]
    assert nodes["Vote"] <= ids["vote-positions"]
    assert ids["opinions"] <= nodes["Motion"]

    # The vote's position and its voter, read of either file.
    positions, _ = datasets["vote-positions"]
    for vote in nodes["Vote"]:
        event = graph.value(predicate=POPOLO.vote, object=vote)
        assert positions.value(vote, rdflib.URIRef("urn:hemicycle:vote_id")) == event, vote
        voters = [set(each.objects(vote, POPOLO.voter)) for each in (graph, positions)]
        assert voters[0] == voters[1] != set(), voters
        groups = [set(each.objects(vote, POPOLO.group)) for each in (graph, positions)]
        assert groups[0] == groups[1], groups

    votes, _ = datasets["votes"]
    for motion in nodes["Motion"]:
        event = graph.value(motion, POPOLO.vote_event)
        assert event in nodes["VoteEvent"], motion
        assert motion in (votes.value(event, rdflib.URIRef("urn:hemicycle:opinion_id")), rdflib.URIRef(f"{event}#motion"))
        assert graph.value(motion, DCTERMS.description), motion

    answer = {name: len(found) for name, found in (nodes | ids).items()}
    answer["names"] = sorted(str(name) for name in graph.objects(None, FOAF.familyName))
    json.dump(answer, sys.stdout)


main(sys.argv[1])
