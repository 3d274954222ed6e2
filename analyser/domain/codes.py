"""Codes used in input and report, exactly those of the annotation specification (``annotation/guidelines/SPEC.md``)."""

from enum import StrEnum


class DocumentType(StrEnum):
    """What kind of paper a document is."""

    CASE_NOTE = "case_note"
    REFERRAL = "referral"
    ASSESSMENT = "assessment"
    STRATEGY_DISCUSSION = "strategy_discussion"
    CONFERENCE_MINUTES = "conference_minutes"
    MEETING_MINUTES = "meeting_minutes"
    SUPERVISION = "supervision"
    AGENCY_REPORT = "agency_report"
    LETTER = "letter"
    EMAIL = "email"
    POLICE_NOTIFICATION = "police_notification"
    LEGAL = "legal"
    CHRONOLOGY = "chronology"
    PLAN = "plan"
    TRANSFER_SUMMARY = "transfer_summary"


class Agency(StrEnum):
    """The agency or service that wrote a document, took part in an event, or gave information."""

    CHILDRENS_SOCIAL_CARE = "childrens_social_care"
    POLICE = "police"
    HEALTH_VISITOR = "health_visitor"
    MIDWIFERY = "midwifery"
    GP = "gp"
    HOSPITAL = "hospital"
    SCHOOL_NURSE = "school_nurse"
    CAMHS = "camhs"
    ADULT_MENTAL_HEALTH = "adult_mental_health"
    SCHOOL = "school"
    NURSERY = "nursery"
    EDUCATION_WELFARE = "education_welfare"
    PROBATION = "probation"
    YOUTH_JUSTICE = "youth_justice"
    HOUSING = "housing"
    SUBSTANCE_MISUSE_SERVICE = "substance_misuse_service"
    DOMESTIC_ABUSE_SERVICE = "domestic_abuse_service"
    VOLUNTARY_SECTOR = "voluntary_sector"
    CAFCASS = "cafcass"
    COURT = "court"
    ADULT_SOCIAL_CARE = "adult_social_care"
    AMBULANCE = "ambulance"
    OTHER = "other"


class EventCategory(StrEnum):
    """What an event of the chronology is about."""

    REFERRAL = "referral"
    CASE_DECISION = "case_decision"
    STRATEGY_DISCUSSION = "strategy_discussion"
    SECTION_47 = "section_47"
    CONFERENCE = "conference"
    REVIEW_MEETING = "review_meeting"
    HOME_VISIT = "home_visit"
    CONTACT = "contact"
    ASSESSMENT = "assessment"
    SUPERVISION = "supervision"
    LEGAL = "legal"
    PLACEMENT = "placement"
    POLICE_INCIDENT = "police_incident"
    DOMESTIC_ABUSE = "domestic_abuse"
    INJURY_MEDICAL = "injury_medical"
    HEALTH_APPOINTMENT = "health_appointment"
    MISSED_APPOINTMENT = "missed_appointment"
    EDUCATION = "education"
    MISSING_EPISODE = "missing_episode"
    DISCLOSURE = "disclosure"
    SUBSTANCE_MISUSE = "substance_misuse"
    MENTAL_HEALTH = "mental_health"
    HOUSING = "housing"
    FAMILY_CHANGE = "family_change"
    OTHER = "other"


class EventStatus(StrEnum):
    """Whether an event took place, as the telling has it."""

    OCCURRED = "occurred"
    PLANNED = "planned"
    NOT_OCCURRED = "not_occurred"
    UNCERTAIN = "uncertain"


class Theme(StrEnum):
    """What a concern or a piece of agency information is about."""

    PHYSICAL_ABUSE = "physical_abuse"
    EMOTIONAL_ABUSE = "emotional_abuse"
    SEXUAL_ABUSE = "sexual_abuse"
    NEGLECT = "neglect"
    DOMESTIC_ABUSE = "domestic_abuse"
    PARENTAL_MENTAL_HEALTH = "parental_mental_health"
    PARENTAL_SUBSTANCE_MISUSE = "parental_substance_misuse"
    PARENTAL_LEARNING_DISABILITY = "parental_learning_disability"
    CHILD_MENTAL_HEALTH = "child_mental_health"
    SELF_HARM = "self_harm"
    EXPLOITATION = "exploitation"
    MISSING = "missing"
    SCHOOL_ATTENDANCE = "school_attendance"
    HOME_CONDITIONS = "home_conditions"
    UNEXPLAINED_INJURY = "unexplained_injury"
    MISSED_HEALTH_CARE = "missed_health_care"
    NON_ENGAGEMENT = "non_engagement"
    HOUSING_FINANCE = "housing_finance"
    YOUNG_CARER = "young_carer"
    PARENTAL_HISTORY = "parental_history"
    PREVIOUS_CHILD_PROTECTION = "previous_child_protection"
    RISKY_ADULT = "risky_adult"
    CHILD_DISABILITY = "child_disability"
    HARMFUL_PRACTICE = "harmful_practice"


class ItemKind(StrEnum):
    """Why a matter on file has to be taken into account."""

    HISTORICAL_CONCERN = "historical_concern"
    AGENCY_INFORMATION = "agency_information"


class UseStatus(StrEnum):
    """What became of a matter on file in an assessment."""

    USED = "used"
    MENTIONED = "mentioned"
    NOT_USED = "not_used"
    CONTRADICTED = "contradicted"
    CANNOT_JUDGE = "cannot_judge"


class SentenceLabel(StrEnum):
    """What a sentence of an assessment does."""

    ANALYTICAL = "analytical"
    DESCRIPTIVE = "descriptive"
    PLAN = "plan"
    OTHER = "other"


class AssessmentLabel(StrEnum):
    """What an assessment is as a whole."""

    ANALYTICAL = "analytical"
    DESCRIPTIVE = "descriptive"
    CANNOT_JUDGE = "cannot_judge"
