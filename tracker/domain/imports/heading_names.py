"""Headings as they stand in people's lists, by the column that they name; folded, so "#" is "number"."""

from tracker.domain.imports.plan import Column

NAMES: dict[Column, str] = {
    Column.PERSON: (
        "name|names|full name|person|persons name|employee|employee name|name of employee|staff|staff name|"
        "staff member|staff member name|name of staff|team member|member|team member name|participant|"
        "participant name|attendee|attendees|attendee name|learner|learner name|trainee|trainee name|student|"
        "student name|user|user name|volunteer|volunteer name|who|interviewer|forensic interviewer|advocate|"
        "mdt member|mdt member name|individual|worker|worker name|clinician|board member|printed name|print name|"
        "personnel|name last first|last name first name|last first|name first last|employee name last first|"
        "staff person|person trained|mdt team member|nombre|staff name last first|employee full name"
    ),
    Column.FIRST_NAME: ("first|first name|firstname|fname|given name|f name|employee first name"),
    Column.LAST_NAME: ("last|last name|lastname|lname|surname|family name|l name|employee last name"),
    Column.EMAIL: ("email|e mail|email address|mail|e mail address|work email|login"),
    Column.TITLE: (
        "title|training|trainings|training title|training name|name of training|title of training|course|courses|"
        "course title|course name|name of course|class|class name|class title|workshop|workshop title|webinar|"
        "webinar title|session|session title|event|event name|training topic|training attended|trainings attended|"
        "training completed|training course|topic|conference|what|description|training description|"
        "course description|program|program title|curriculum|module|activity|activity title|training event|"
        "conference training|item|training class|training session|learning item|course training|"
        "training or conference|training subject|subject|topic title|name of training conference|offering|"
        "requirement"
    ),
    Column.COMPLETED_ON: (
        "date|dates|completed|completed on|completion date|date completed|date of completion|date of training|"
        "training date|training dates|date of training s|date attended|attended|date taken|end date|date s|"
        "date finished|finished|finish date|date ended|to|end|completion|day|when|completed date|course date|"
        "class date|event date|date trained|date of attendance|attendance date|session date|last completed|"
        "date received|date passed|date complete|training completion date|date training completed|"
        "actual completion date|date done|complete|fecha|date of course|date of event|passed on|date earned|earned|"
        "cert date|certificate date|date on certificate|issue date|date issued|issued|awarded"
        "|month year|month and year"
    ),
    Column.EXPIRES_ON: (
        "expires|expires on|expiration|expiration date|expiry|expiry date|exp date|exp|valid until|valid through|"
        "valid thru|good through|good until|valid to|renewal date|renewal|renew by|due|next due|due date|date due|"
        "renewal due|expire|expired|recertification date|recert date|recert due|date of expiration|last valid day|"
        "cert expires"
    ),
    Column.HOURS: (
        "hours|hour|hrs|hr|number of hours|number hours|no of hours|total hours|training hours|clock hours|"
        "contact hours|hours completed|hours earned|hours of training|length|duration|hours attended|"
        "number of training hours|course hours|minutes|mins|min|hrs earned|duration hours|duration minutes|"
        "length hours|time spent|hours credited|horas|number hrs|length of training|training length|hrs completed|"
        "hours credit|number of hrs|total hrs"
    ),
    Column.PROVIDER: (
        "provider|training provider|provided by|sponsor|host|hosted by|vendor|source|org|training organization|"
        "sponsoring organization|offered by|training source|conducted by|sponsored by|provider name|presented by|"
        "training agency|hosting agency|training sponsor|organizer|agency providing training|provider agency|"
        "given by|training entity|institution"
    ),
    Column.FORMAT: (
        "format|type|method|delivery|delivery method|modality|mode|training type|how|training format|"
        "type of training|in person virtual|in person or virtual|in person online|virtual in person|delivery type|"
        "online in person|setting|live online|medium|platform|training method"
    ),
    Column.TOPICS: (
        "topics|subjects|topics covered|topic area|subject area|category|categories|content|training category|"
        "topic areas|competency|area|content area|topic s|focus area|keywords|training topics|"
        "hours by topic|hours per topic|hours on each topic|hours for each topic"
    ),
    Column.CERTIFICATE_NUMBER: (
        "certificate number|certificate no|cert number|cert no|certificate id|license number|license no|"
        "licence number|credential number|credential id|cert id|registration number|certification number|lic number|"
        "certificate or license number"
    ),
    Column.CREDITS: (
        "ceu|ceus|ce|ces|credits|credit|ce credits|ceu credits|ce hours|ceu hours|continuing education|"
        "continuing education units|cle|cle credits|post|post credits|units|number of ceus|number ceus|ceus earned|"
        "credit hours|cme|cme credits|post hours|cle hours|ceu s|credits earned|cme hours|"
        "continuing education credits|ceu awarded"
    ),
    Column.NOTE: (
        "note|notes|comment|comments|remarks|remark|memo|additional information|other|additional notes|details|"
        "observations|info|explanation|notes comments|comments notes"
    ),
    Column.FILE: (
        "file|file name|filename|certificate file|document|attachment|scan|scan file|pdf|certificate file name|"
        "document name|link to certificate|certificate filename|scan name"
    ),
    Column.AGENCY: (
        "agency|organization|organisation|employer|agency name|department|company|office|organization name|"
        "agency organization|partner agency|dept|agency department|affiliation|agency affiliation|mdt agency|"
        "team agency|member agency|home agency|represents|site"
    ),
    Column.DISCIPLINE: (
        "discipline|field|profession|professional field|mdt discipline|sector|agency type|type of agency|"
        "discipline area|team discipline|mdt role"
    ),
    Column.ROLE: (
        "role|position|job title|job|position title|staff role|staff position|function|current position|"
        "classification|employee title|team role|role on team|job role|title role|role at center|role at the center|"
        "role position|position role"
    ),
    Column.ROLE_SINCE: (
        "hire date|date of hire|hired|start date of employment|date hired|in role since|since|employment date|"
        "date started|start of employment|employed since|role since|joined|doh|date of employment|joined on|"
        "team member since|member since|date joined|hired on|in this role since"
    ),
    Column.ROLE_UNTIL: (
        "termination date|date left|left|left on|separation date|end of employment|in role until|date of separation|"
        "term date|until|role until|last day|last day worked|date terminated|in this role until"
    ),
    Column.STATUS: (
        "status|completion status|training status|course status|result|outcome|pass fail|state|attendance|"
        "attended yes no|completed yes no|completed y n|attended y n|passed|pass|enrollment status|"
        "attendance status|completed yn|final status"
    ),
    Column.IGNORED: (
        "number|no|nr|row|id|employee id|staff id|item number|line|record id|emp id|start date|start|from|"
        "begin date|date started training|enrollment date|enrolled|registered|phone|phone number|cell|mobile|"
        "address|city|state zip|zip|county|fax|supervisor|manager|supervisor name|cost|fee|price|registration fee|"
        "paid|paid by|amount|mileage|dob|date of birth|birth date|birthday|ssn|gender|race|approved by|entered by|"
        "entered|date entered|timestamp|created|created on|modified|updated|last updated|score|grade|verified by|"
        "verified|reviewed by|signature|initials|initial|sign in|time in|time out|url|link|website|quarter|month|"
        "year|fiscal year|fy|age|certificate on file|cert|certificate|certificate y n|cert on file|"
        "certificate received|copy on file|in file|on file|required|mandatory|assigned|assigned date|date assigned|"
        "attempts|progress|username"
    ),
}
