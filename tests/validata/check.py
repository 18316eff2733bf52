"""Holds a file against a Table Schema and its custom checks, as Validata does.

Usage: check.py FILE SCHEMA. Prints a JSON list of errors: [code, row, column, words]. See scdl.rs.
"""

import json
import sys

import validata_core

report = validata_core.validate(sys.argv[1], sys.argv[2])
errors = [
    [error.get("code"), error.get("rowPosition"), error.get("fieldName"), error.get("note")]
    for task in report["tasks"]
    for error in task["errors"]
]
json.dump(errors + [[error["code"], None, None, error.get("note")] for error in report["errors"]], sys.stdout)
