"""Pages through every copy job with boto3's own paginator, counts states and keeps the newest copy of each resource."""

import json
import resource
import sys
import time

import boto3
from botocore.config import Config

endpoint, page_size = sys.argv[1], int(sys.argv[2])
client = boto3.client(
    "backup",
    endpoint_url=endpoint,
    region_name="eu-west-1",
    aws_access_key_id="test",
    aws_secret_access_key="test",
    config=Config(retries={"mode": "adaptive", "max_attempts": 10}),
)
started, cpu = time.monotonic(), time.process_time()
states, newest, jobs = {}, {}, 0
for page in client.get_paginator("list_copy_jobs").paginate(PaginationConfig={"PageSize": page_size}):
    for job in page["CopyJobs"]:
        jobs += 1
        state = job["State"]
        states[state] = states.get(state, 0) + 1
        if state == "COMPLETED":
            arn, date = job["ResourceArn"], job["CompletionDate"]
            if arn not in newest or newest[arn] < date:
                newest[arn] = date
print(
    json.dumps(
        {
            "jobs": jobs,
            "wallMs": (time.monotonic() - started) * 1000,
            "cpuMs": (time.process_time() - cpu) * 1000,
            "peakMb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            "version": boto3.__version__,
        }
    )
)
