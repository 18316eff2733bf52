"""Harvests a catalogue as data.gouv.fr does: udata's own DCAT backend in a dry run, with MongoDB in memory.

Usage: harvest.py URL LICENCE. Prints one JSON object: what the job took of the catalogue. See catalogue.rs.
"""

import json
import sys

import mongomock
from udata.app import create_app, standalone
from udata.settings import Testing


class Settings(Testing):
    """As its own tests run, with a catalogue on this machine and no services beside it."""

    MONGODB_SETTINGS = {"host": "mongodb://memory/harvest", "mongo_client_class": mongomock.MongoClient}
    URLS_ALLOW_LOCAL = True
    URLS_ALLOW_PRIVATE = True
    DEFAULT_LANGUAGE = "fr"


def harvest(url, licence):
    from udata.core.dataset.models import License
    from udata.core.organization.models import Organization
    from udata.harvest.backends.dcat import DcatBackend
    from udata.harvest.models import HarvestSource

    # The one that data.gouv.fr knows by this address; a harvest finds it by that alone.
    if licence:
        License(id="harvested", title="Licence of the catalogue", url=licence).save()
    organisation = Organization(name="Région 99", description="Invented.").save()
    source = HarvestSource(name="hemicycle", url=url, backend="dcat", organization=organisation)
    backend = DcatBackend(source, dryrun=True)
    return backend.harvest(), backend


def told(item):
    """What was taken of a dataset or of a service."""
    answer = {"id": item.remote_id, "status": item.status, "errors": [error.message for error in item.errors]}
    answer["logs"] = [log.message for log in item.logs]
    if taken := item.dataset:
        taken = taken.fetch() if hasattr(taken, "fetch") else taken
        coverage = taken.temporal_coverage
        answer |= {
            "title": taken.title,
            "description": taken.description,
            "licence": taken.license and taken.license.url,
            "frequency": taken.frequency and str(taken.frequency.value),
            "temporal": coverage and [str(coverage.start), str(coverage.end)],
            "tags": list(taken.tags),
            "uri": taken.harvest.uri,
            "resources": [
                {
                    "title": each.title,
                    "url": each.url,
                    "format": each.format,
                    "mime": each.mime,
                    "size": each.filesize,
                    "checksum": each.checksum and [each.checksum.type, each.checksum.value],
                    "schema": each.schema and each.schema.url,
                }
                for each in taken.resources
            ],
        }
    if taken := item.dataservice:
        taken = taken.fetch() if hasattr(taken, "fetch") else taken
        answer |= {
            "title": taken.title,
            "service": taken.base_api_url,
            "documentation": taken.machine_documentation_url,
            "serves": len(taken.datasets),
            "licence": taken.license and taken.license.url,
        }
    return answer


def main(url, licence):
    app = standalone(create_app("udata.settings.Defaults", override=Settings))
    with app.app_context():
        job, backend = harvest(url, licence)
        answer = {
            "status": job.status,
            "errors": [error.message for error in job.errors],
            "pages": len(backend.graphs),
            "items": [told(item) for item in job.items],
        }
    json.dump(answer, sys.stdout, default=str)


main(sys.argv[1], sys.argv[2] if len(sys.argv) > 2 else None)
