"""Trouble that people have to look at."""

from __future__ import annotations

from assistant.desk.drawing import draw
from assistant.domain.staff import DeliveryInDoubt, JobParked, MailRefused
from assistant.domain.words import StaffMessage


@draw.register
def _job_parked(news: JobParked) -> StaffMessage:
    about = {"job": news.job, "error": news.error, "id": str(news.id)}
    return StaffMessage("desk-job-parked", about)


@draw.register
def _delivery_in_doubt(news: DeliveryInDoubt) -> StaffMessage:
    return StaffMessage("desk-delivery-unknown", {"what": news.what})


@draw.register
def _mail_refused(news: MailRefused) -> StaffMessage:
    return StaffMessage("desk-mail-failed", {"what": news.what})
