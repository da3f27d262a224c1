"""Lists what an endpoint serves, by two clients that nobody of this project wrote, and compares it with what looking at every
record of the files finds. Reads a JSON request from stdin, writes JSON results to stdout."""

import json
import os
import subprocess
import sys
from datetime import datetime, timezone

import boto3
import botocore.exceptions

REQUEST = json.load(sys.stdin)
URL = REQUEST["url"]
CLI = os.path.join(os.path.dirname(sys.executable), "aws")
EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)

LISTS = {
    "list_copy_jobs": ("CopyJobs", "CopyJobId", "list-copy-jobs"),
    "list_backup_jobs": ("BackupJobs", "BackupJobId", "list-backup-jobs"),
    "list_protected_resources": ("Results", "ResourceArn", "list-protected-resources"),
}
EQUAL = {
    "ByAccountId": "AccountId",
    "ByBackupVaultName": "BackupVaultName",
    "ByDestinationVaultArn": "DestinationBackupVaultArn",
    "ByMessageCategory": "MessageCategory",
    "ByParentJobId": "ParentJobId",
    "ByResourceArn": "ResourceArn",
    "ByResourceType": "ResourceType",
    "BySourceRecoveryPointArn": "SourceRecoveryPointArn",
    "ByState": "State",
}
AFTER = {"ByCreatedAfter": "CreationDate", "ByCompleteAfter": "CompletionDate"}
BEFORE = {"ByCreatedBefore": "CreationDate", "ByCompleteBefore": "CompletionDate"}


def milliseconds(text):
    return round((datetime.fromisoformat(text.replace("Z", "+00:00")) - EPOCH).total_seconds() * 1000)


def is_match(record, name, wanted):
    if name in EQUAL:
        return record.get(EQUAL[name]) == wanted
    field = AFTER.get(name) or BEFORE[name]
    if field not in record:
        return False
    at = round(record[field] * 1000)
    return at >= milliseconds(wanted) if name in AFTER else at <= milliseconds(wanted)


def by_brute_force(operation, filters):
    records = REQUEST["records"][operation]
    return [record for record in records if all(is_match(record, name, wanted) for name, wanted in filters.items())]


CLIENT = boto3.client(
    "backup",
    endpoint_url=URL,
    region_name="eu-west-1",
    aws_access_key_id="AKIDEXAMPLE",
    aws_secret_access_key="secret",
)


def by_boto3(operation, filters, page_size):
    arguments = {
        name: datetime.fromisoformat(value.replace("Z", "+00:00")) if name in AFTER or name in BEFORE else value
        for name, value in filters.items()
    }
    pages = CLIENT.get_paginator(operation).paginate(**arguments, PaginationConfig={"PageSize": page_size})
    return [record for page in pages for record in page[LISTS[operation][0]]]


ENVIRONMENT = {
    **os.environ,
    "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE",
    "AWS_SECRET_ACCESS_KEY": "secret",
    "AWS_REGION": "eu-west-1",
    "AWS_DEFAULT_REGION": "eu-west-1",
    "AWS_CONFIG_FILE": REQUEST["configFile"],
    "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
    "AWS_EC2_METADATA_DISABLED": "true",
    "AWS_PAGER": "",
}


def option(name):
    return "--" + "".join("-" + letter.lower() if letter.isupper() else letter for letter in name).lstrip("-")


def cli(operation, *arguments):
    command = [CLI, "backup", LISTS[operation][2], "--endpoint-url", URL, "--output", "json", *arguments]
    done = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(command)} ended with {done.returncode}: {done.stderr}")
    return json.loads(done.stdout)


def by_cli(operation, filters, page_size):
    arguments = [text for name, value in filters.items() for text in (option(name), value)]
    return cli(operation, "--page-size", str(page_size), *arguments)[LISTS[operation][0]]


def by_cli_in_parts(operation, part):
    """Some, then from the token on: what AWS CLI calls --max-items and --starting-token."""
    records, token = [], []
    while True:
        answer = cli(operation, "--page-size", "40", "--max-items", str(part), *token)
        records += answer[LISTS[operation][0]]
        if "NextToken" not in answer:
            return records
        token = ["--starting-token", answer["NextToken"]]


def ids(operation, records):
    return sorted(record[LISTS[operation][1]] for record in records)


def plain(value):
    if isinstance(value, datetime):
        return round((value - EPOCH).total_seconds() * 1000)
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return value


def plain_file(record):
    times = {"CreationDate", "CompletionDate", "InitiationDate", "StartBy", "ExpectedCompletionDate", "LastBackupTime"}
    return {key: round(value * 1000) if key in times else value for key, value in record.items()}


def compared(case):
    operation, filters, page_size = case["operation"], case["filters"], case["pageSize"]
    wanted = by_brute_force(operation, filters)
    found = by_boto3(operation, filters, page_size)
    printed = by_cli_in_parts(operation, case["part"]) if "part" in case else by_cli(operation, filters, page_size)
    key = LISTS[operation][1]
    return {
        "name": case["name"],
        "of": len(REQUEST["records"][operation]),
        "bruteForce": len(wanted),
        "boto3": len(found),
        "cli": len(printed),
        "sameIds": ids(operation, wanted) == ids(operation, found) == ids(operation, printed),
        "sameFields": {record[key]: plain_file(record) for record in wanted} == {record[key]: plain(record) for record in found},
    }


def refusal():
    """How boto3 sees a query that the API does not take."""
    try:
        CLIENT.list_copy_jobs(MaxResults=1001)
    except CLIENT.exceptions.InvalidParameterValueException as error:
        return {"code": error.response["Error"]["Code"], "message": error.response["Error"]["Message"]}
    except botocore.exceptions.ClientError as error:
        return {"code": error.response["Error"]["Code"], "message": "not the modelled exception"}
    return {"code": "none", "message": "nothing was refused"}


with open(REQUEST["recording"], "w", encoding="utf-8") as recording:
    json.dump(cli("list_copy_jobs"), recording)

json.dump(
    {
        "clients": f"boto3 {boto3.__version__}, {subprocess.run([CLI, '--version'], env=ENVIRONMENT, capture_output=True, text=True, check=True).stdout.split()[0]}",
        "cases": [compared(case) for case in REQUEST["cases"]],
        "refusal": refusal(),
    },
    sys.stdout,
)
