"""Names that people write for one another: what a short name is short for. Data, to be added to."""

from functools import cache

# One line a group: each of them may stand for any other of its line.
_GROUPS = """
abigail abby gail
alexander alex al xander sandy
alexandra alex lexi sandra sandy
alfred al fred
allison alison ally allie
andrea andi drea
andrew andy drew
angela angie
anne ann anna annie
anthony tony
antonio tony toni
barbara barb barbie
benjamin ben benny
bernard bernie
beverly bev
bradley brad
brittany britt
calvin cal
candace candy
cassandra cassie
catherine cathy cat kate katie
charles charlie chuck
charlotte charlie lottie
christina chris christy tina
christine chris chrissy tina
christopher chris kit topher
clifford cliff
cynthia cindy
daniel dan danny
danielle dani
david dave
deborah debra deb debbie
dennis denny
donald don donnie
dorothy dot dottie
douglas doug
edward ed eddie ted ned
eleanor ellie nora
elizabeth liz lizzie beth betsy betty eliza elisabeth lisa
emily em
eugene gene
evelyn evie
florence flo
frances fran
francis frank
francisco paco pancho
franklin frank
frederick fred freddie
gabriela gaby gabi
gabrielle gabby
geoffrey geoff jeff
gerald gerry jerry
gregory greg
guadalupe lupe
gwendolyn gwen
harold hal harry
heather heath
henry hank harry
isabella bella izzy
jacob jake
jacqueline jackie
james jim jimmy jamie
janet jan
jeffrey jeff
jennifer jen jenn jenny
jessica jess jessie
jesus chuy
joan joanie
joann jo
john jack johnny jon
jonathan jon john
jose pepe
joseph joe joey
josephine jo josie
joshua josh
juan juanito
judith judy
julia julie
kathleen kathy kate katie kat
katherine kathryn kathy kate katie kat
kenneth ken kenny
kimberly kim
kristen kristin kris
lawrence larry
leonard len lenny leo
leslie les
lillian lily
linda lindy
louis lou
lucille lucy
madeline maddie
margaret maggie meg peggy marge rita
maria mary mia
mariana mari
martha marty
martin marty
mary molly polly mae
matthew matt
megan meg
melanie mel
melissa mel missy
michael mike mick mickey
michelle shelly
mitchell mitch
nancy nan
natalie nat
natasha tasha
nathaniel nathan nate
nicholas nick nicky
nicole nikki nicky
olivia liv livvy
pamela pam
patricia pat patty trish tricia
patrick pat paddy
peter pete
philip phillip phil
rachel rae
randall randy
raymond ray
rebecca becky becca
regina gina
richard rick rich dick ricky
robert bob rob bobby robbie
roberta bobbie
ronald ron ronnie
rosemary rose rosie
russell russ
ruth ruthie
samantha sam
samuel sam sammy
sandra sandy
sarah sara sally sadie
sean shawn shaun
sharon shari
shirley shirl
sophia sophie
stanley stan
stephanie steph
stephen steven steve
susan sue susie suzie
suzanne sue suzy
tabitha tabby
tamara tammy
teresa theresa terri tess
terrence terry
theodore ted teddy theo
thomas tom tommy
timothy tim timmy
valerie val
vanessa nessa
veronica ronnie roni
victor vic
victoria vicky tori
vincent vince
virginia ginny
walter walt
wendy wen
wesley wes
william will bill billy liam
yvonne vonnie
zachary zach zack
"""


@cache
def alike() -> frozenset[frozenset[str]]:
    """Return each pair of names of which one may stand for the other."""
    groups = (line.split() for line in _GROUPS.strip().splitlines())
    return frozenset(frozenset((one, other)) for group in groups for one in group for other in group if one != other)


def may_be(one: str, other: str) -> bool:
    """Tell whether a folded first name may be short for another, or the other for it."""
    return frozenset((one, other)) in alike()
