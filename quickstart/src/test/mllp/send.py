"""Sends vital signs of one patient with python3-hl7, each until it is acknowledged, as an interface engine does.

send.py PORT COUNT kept|each        prints the control id of each message once it has AA
"""

import datetime
import sys
import time

import hl7.client

port, count, shape = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
begin = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(hours=1)


def message(number):
    at = (begin + datetime.timedelta(seconds=number)).strftime("%Y%m%d%H%M%S+0000")
    return (
        f"MSH|^~\\&|MON|ICU|BW|BW|{at}||ORU^R01^ORU_R01|{shape}{number}|P|2.5\r"
        f"PID|1||{shape}^^^H^MR\rOBR|1||{shape}{number}|VITALS^^L|||{at}\r"
        f"OBX|1|NM|8867-4^Heart rate^LN||{40 + number}|/min|||||F\r"
    )


client = None
for number in range(count):
    while True:
        try:
            if client is None:
                client = hl7.client.MLLPClient("127.0.0.1", port)
                client.socket.settimeout(30)
            answer = client.send_message(message(number)).decode()
            if f"MSA|AA|{shape}{number}" in answer:
                break
            if "MSA|AR" in answer:
                sys.exit(answer)
        except (OSError, hl7.client.MLLPException):
            answer = None
        if client is not None:
            client.socket.close()
            client = None
        time.sleep(0.2)
    print(f"{shape}{number}", flush=True)
    if shape == "each":
        client.socket.close()
        client = None
