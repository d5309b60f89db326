#!/usr/bin/python3
"""Holds an OpenAPI document, and answers, against schemas.

    openapi.py DOCUMENT ANSWERS

DOCUMENT is checked for what OpenAPI 3.1 wants of it and every schema in it against JSON Schema 2020-12. ANSWERS is a
JSON list of {"what", "schema", "answer"}: each answer must be valid by the component named. Prints what is wrong, a line
each; exits 1 when anything is.
"""

import json
import sys

from jsonschema import Draft202012Validator

IN = {"query", "path", "header", "cookie"}


def references(node):
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "$ref":
                yield value
            yield from references(value)
    elif isinstance(node, list):
        for value in node:
            yield from references(value)


def schemas(node):
    if isinstance(node, dict):
        if isinstance(node.get("schema"), dict):
            yield node["schema"]
        for value in node.values():
            yield from schemas(value)
    elif isinstance(node, list):
        for value in node:
            yield from schemas(value)


def problems_of_parameter(path, parameter):
    if parameter.get("in") not in IN or not parameter.get("name"):
        yield f"{path}: a parameter without a name or place: {parameter}"
        return
    name = parameter["name"]
    if parameter["in"] == "path" and not (parameter.get("required") and "{%s}" % name in path):
        yield f"{path}: the parameter {name} is not in the path"
    schema = parameter["schema"]
    if "default" in schema:
        for error in Draft202012Validator(schema).iter_errors(schema["default"]):
            yield f"{path}: the default of {name} is none: {error.message}"


def problems_of_document(document):
    if not document.get("openapi", "").startswith("3.1."):
        yield "openapi is not 3.1"
    for key in ("title", "version"):
        if not document.get("info", {}).get(key):
            yield f"info lacks {key}"
    for path, item in document["paths"].items():
        if not path.startswith("/"):
            yield f"{path}: a path begins with a slash"
        operation = item["get"]
        parameters = operation.get("parameters", [])
        names = [(parameter.get("in"), parameter.get("name")) for parameter in parameters]
        if len(set(names)) != len(names):
            yield f"{path}: a parameter twice"
        if path.count("{") != sum(1 for place, _ in names if place == "path"):
            yield f"{path}: not every part in braces is a parameter"
        for parameter in parameters:
            yield from problems_of_parameter(path, parameter)
        if not operation.get("responses"):
            yield f"{path}: no responses"
        for status, response in operation.get("responses", {}).items():
            if not response.get("description"):
                yield f"{path}: {status} lacks a description"
    components = document["components"]["schemas"]
    for reference in references(document):
        if reference.removeprefix("#/components/schemas/") not in components:
            yield f"{reference} leads nowhere"
    for schema in [*components.values(), *schemas(document["paths"])]:
        for error in Draft202012Validator(Draft202012Validator.META_SCHEMA).iter_errors(schema):
            yield f"no schema: {error.message}"


def problems_of_answer(document, case):
    schema = {"$ref": "#/components/schemas/" + case["schema"], "components": document["components"]}
    for error in Draft202012Validator(schema).iter_errors(case["answer"]):
        yield f"{case['what']}: {error.json_path}: {error.message}"


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        document = json.load(file)
    with open(sys.argv[2], encoding="utf-8") as file:
        answers = json.load(file)
    problems = list(problems_of_document(document))
    for case in answers:
        problems += problems_of_answer(document, case)
    for problem in problems:
        print(problem)
    return 1 if problems else 0


sys.exit(main())
