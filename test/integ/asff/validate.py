"""Checks findings against AWS's own model of BatchImportFindings, as its Python client does before it sends anything."""

import json
import sys

import botocore.session
from botocore.validate import validate_parameters

model = botocore.session.get_session().get_service_model("securityhub")
shape = model.operation_model("BatchImportFindings").input_shape
for findings in json.load(sys.stdin):
    validate_parameters({"Findings": findings}, shape)
