"""Short made-up news texts with exact marks, of the kinds of language that the tagger gets wrong.

    python -m training.made        ten samples with their marks, after a check of a thousand texts

A text is put together from frames, which are plain strings with a small markup:

    {A}  {A.l}  {A.f}      full name, surname, first name of the text's person A (persons A B X Y)
    {A.he} {A.him} {A.his} {A.himself} and with a capital {A.He}: pronouns, marked as standing for A
    {A.mr} {A.ttl}         Mr, Ms or Mrs X; the title of A's role and X: both marked
    {A.role} {A.post}      "mayor"; "the mayor of Y"; {A.the} {A.The} "the mayor", marked as standing for A
    {U} {U.a} {U.the}      a role that nobody named has (U V W), marked so; {U.he} and so on too
    {O} {O.the} {O.it}     company or agency (O P), ministry (M), party (R), newspaper (N), club (L); {O.l}: for short
    {O.nom} {O.Nom}        "the agency", "the ministry", marked as standing for O
    {T} {S}, {K} {J}       towns, countries
    {A.l!2}                the article's or speaker's sentiment towards A here: 0 negative, 1 neutral, 2 positive
    {sA.l}                 the same as [s A|{A.l}]
    {word}                 a string of the pool `word`
    [s A|..] [c|..] [t|..] [q|..]   speaker (A, A+B, U or -: nobody named), cue of speech, cue of thought, content
    [q A|..]               a content without a cue of its own, said by A
    [q1|..] .. [q1|..]     the parts of one utterance; without numbers a second tag of a sort opens the next utterance
    [m A|..]               a mention of A (A+B, U or -), [n misc|..] a name that is no actor
    <a|b|c>                one of them;  ¶ a new paragraph
"""

from __future__ import annotations

import itertools
import random
import re
from dataclasses import dataclass, field
from typing import Any

from kit import lexicon


def lines(text: str) -> list[str]:
    """The lines of a list that is set as text."""
    return [line.strip() for line in text.strip().splitlines() if line.strip()]


def frames(text: str) -> list[str]:
    """The blocks of a text, parted by empty lines, each on one line."""
    return [" ".join(block.split()) for block in re.split(r"\n\s*\n", text.strip()) if block.strip()]


# ------------------------------------------------------------------------------------------------ names

SURNAMES = """
Abbott Adeyemi Aguilar Ahlgren Akhtar Alcott Almeida Andersen Antal Appiah Arslan Ashworth Ayala Baptiste Barrow
Bashir Baumann Beckett Benítez Bergström Bianchi Blom Boateng Bouchard Brandt Brennan Brody Burak Calloway Cardoso
Castellano Chandra Chaudhry Chukwu Cohen Colombo Costa Cruz Dahl Danso Delacroix Demir Desai Diallo Dimitrov Doherty
Dubois Duarte Eklund Engel Esposito Fairbanks Farouk Fekete Ferrari Fischer Flores Fontaine Fraser Fujita Gallagher
Garcia Gebre Gomez Greene Grigoryan Gupta Haddad Hagen Halloran Hansen Hassan Hayashi Heikkinen Hernandez Hoang Hollis
Horvat Hughes Hussein Ibrahim Ilić Ito Ivers Jansen Jensen Johansson Kaplan Kaur Keita Keller Khan Kim Kimani Kovács
Kowalski Kruger Kumar Laurent Leclerc Lee Li Lindholm Lopes Lowe Madsen Mahmoud Maier Marchetti Mbeki Mehta Mendes
Meyer Mitchell Moreau Moretti Murphy Mwangi Nair Ndlovu Nguyen Nielsen Novak Nowak Nyberg Okafor Okoye Oliveira Onyango
Ortega Osei Ozturk Pacheco Papadakis Park Patel Pereira Petersen Petrova Pham Popescu Pruitt Qureshi Ramirez Rao Reyes
Richter Rinaldi Rossi Roth Saito Salazar Santos Sato Schmitt Sharma Silva Singh Sokolov Stein Suzuki Szabo Tanaka
Teixeira Tran Tremblay Turner Vargas Vasquez Vega Virtanen Vogel Walsh Weber Whitaker Wójcik Wood Yamada Yilmaz Young
Zhang Ziegler O'Hara O'Malley McBride McKenna McAllister MacLeod Al-Rashid El-Amin Lloyd-Price Page Hill Brook Wells
""".split()
STARTS = """
Bar Bel Bor Bren Cal Cas Dal Dar Del Dor Dun El Fal Fen Gar Gor Hal Har Hol Jor Kal Kar Kel Kor Lan Lar Lin Lor Mal
Mar Mel Mor Nal Nor Ol Or Pal Par Pel Ral Ran Rod Ros Sal San Sel Sol Sten Tal Tam Tor Ul Val Var Ven Ver Vol Wal Wes
Wil Yar Zal Zor Ash Ber Chan Dragh Eng Frei Grim Hed Iv Juk Krist Lys Mik Nem Ost Prin Quen Reth Strel Thorn Urb Vask
""".split()
MIDDLES = ["", "", "", "a", "an", "e", "en", "er", "i", "in", "o", "on", "ar", "ol", "is", "av"]
SURENDS = """
ić ović sson sen escu idis ez wala moto adze yan enko ski aho nen well ton er mann eiro ini etti dal berg gaard quist
stra kamp poulos shvili ley field worth more land rup holm stein bach ard eau ier oux ando aldi ero ola akis oglu zadeh
wari pati nathan kar ram diq bayev tov lin ler ing kins by combe wick sham bury
""".split()
TOWNENDS = """
ford burg ville stad ora ino grad pur abad ness mouth wick ham by borough field bridge haven port minster dale ovo itsa
ica ena osa anza aville ingen heim dorf feld stedt sund vik ås jarvi nagar kot pura garh ton caster hurst mere gate
""".split()
COUNTRIES = """
Albania Algeria Argentina Armenia Australia Austria Bangladesh Belgium Bolivia Brazil Bulgaria Canada Chile Colombia
Croatia Cyprus Denmark Ecuador Egypt Estonia Ethiopia Finland France Georgia Germany Ghana Greece Hungary Iceland India
Indonesia Ireland Italy Jamaica Japan Jordan Kenya Latvia Lebanon Lithuania Malaysia Malta Mexico Moldova Morocco Nepal
Nigeria Norway Pakistan Panama Peru Poland Portugal Romania Rwanda Senegal Serbia Slovakia Slovenia Spain Sweden Tunisia
Turkey Uganda Ukraine Uruguay Vietnam Zambia Valdoria Marovia Ostrania Kelvania
""".split()
COMPANY = (
    """
Foods|Group|Holdings|Motors|Energy|Airlines|Steel|Pharma|Bank|Capital|Logistics|Media|Systems|Shipping|Partners|Mining
Textiles|Robotics|Insurance|Telecom|Biotech|Brewing|Rail|Cement|Dairies|Software|Studios|Hotels|Chemicals|Outfitters
""".replace("\n", "|")
    .strip("|")
    .split("|")
)
AGENCY = (
    """
Transport Safety Authority|Fisheries Agency|Food Standards Office|Statistics Bureau|Competition Board|Prison Service
Coast Guard|Teachers' Union|Nurses' Association|Chamber of Commerce|Water Board|Housing Trust|Human Rights Watchdog
Space Institute|Central Bank|Electoral Commission|University Hospital|Museum of Art|Film Academy|Farmers' League
Securities Commission|Athletics Federation|Weather Service|Port Authority|Zoological Society|Medical Council
""".strip()
    .replace("\n", "|")
    .split("|")
)
MINISTRY = (
    "Transport Health Justice Defence Education Agriculture Finance Energy Culture Tourism Labour Fisheries".split()
)
PARTY = (
    """
Green Future Party|Liberal Renewal|National Unity Front|Farmers and Workers Party|Civic Alliance|Progress Party
Democratic Centre|Homeland Movement|People's Reform Party|Social Justice Union|Freedom List|Coastal Party
""".strip()
    .replace("\n", "|")
    .split("|")
)
PAPER = (
    "Courier|Herald|Gazette|Tribune|Observer|Chronicle|Evening Post|Daily Mirror-Star|Echo|Dispatch|Advertiser".split(
        "|"
    )
)
CLUB = "Rovers|United|Wanderers|Athletic|Falcons|City|Wolves|Mariners|Bulls|Sharks|Rangers|Comets|Hawks|Pirates".split(
    "|"
)
NICKS = "Rocky|Ace|Bear|Doc|Sunny|Flash|Duke|Tiny|Red|Lucky|Bug|Chip|Spider|Smiley|Tank|Birdie|Moose|Jazz".split("|")

# noun | post, where {T} and so on stand for this text's places and bodies | title before a name
ROLES = lines("""
mayor|the mayor of {T}|Mayor
senator|a senator from {K}|Senator
judge|a judge in {T}|Judge
coach|the coach of {L}|Coach
chancellor|the chancellor of {K}|Chancellor
governor|the governor of {T}|Governor
minister|the transport minister|Minister
commissioner|the city's police commissioner|Commissioner
bishop|the bishop of {T}|Bishop
ambassador|the ambassador of {K}|Ambassador
professor|a professor of physics in {T}|Professor
detective|a detective from {T}|Detective
captain|the captain of {L}|Captain
president|the president of {O.the}|President
sheriff|the sheriff of {T}|Sheriff
surgeon|a surgeon at the hospital in {T}|Dr.
doctor|a doctor in {T}|Dr.
architect|the architect of the new library|
conductor|the conductor of the city's orchestra|Maestro
novelist|a novelist from {K}|
actor/actress|the star of the series|
singer|a singer from {T}|
farmer|a farmer near {T}|
headteacher|the headteacher of a school in {T}|
librarian|the librarian of {T}|
chef|a chef from {T}|Chef
banker|a banker at {O.the}|
treasurer|the treasurer of {R.the}|Treasurer
prosecutor|the chief prosecutor in {T}|Prosecutor
general|the general in charge of the north|General
colonel|an army colonel|Colonel
astronaut|an astronaut from {K}|
striker|a striker for {L}|
goalkeeper|the goalkeeper of {L}|
swimmer|a swimmer from {K}|
chairman/chairwoman|the <chair|head> of {O.the}|
spokesman/spokeswoman|a <speaker|press officer> for {O.the}|
councillor|a councillor in {T}|Councillor
landlord|the owner of the building|
engineer|the chief engineer at {O.the}|
biologist|a biologist in {T}|Dr.
curator|the curator of the museum in {T}|
ferry pilot|a ferry pilot in {T}|
referee|the referee|
rector|the rector of the university in {T}|Rector
economist|an economist at {O.the}|
lawmaker|a lawmaker from {R.the}|Rep.
deputy|a deputy of {R.the}|Deputy
editor|the editor of {N.the}|
fire chief|the fire chief of {T}|Fire Chief
sculptor|a sculptor from {K}|
pilot|a pilot with {O.the}|Captain
""")
UNNAMED = lines("""
judge
prosecutor
lawyer
defence lawyer
doctor
nurse
police officer
officer
witness
neighbour
coach
analyst
trader
minister
spokeswoman
spokesman
union official
resident
colleague
former colleague
teacher
pupil
priest
taxi driver
bus driver
shopkeeper
waiter
referee
fan
fisherman/fisherwoman
farmer
tourist
passer-by
firefighter
paramedic
juror
clerk
diplomat
general
soldier
inspector
investigator
detective
engineer
scientist
researcher
student
critic
reviewer
reporter
presenter
caller
guest
customer
investor
banker
economist
historian
architect
surveyor
landlord
tenant
guard
prison guard
psychologist
social worker
pathologist
forensic expert
midwife
translator
cleaner
cook
mechanic
technician
pilot
flight attendant
sailor
harbour master
hunter
ranger
volunteer
organiser
steward
team doctor
physiotherapist
scout
board member
shareholder
whistleblower
auditor
adviser
aide
government source
senior official
magistrate
court clerk
bailiff
notary
pensioner
plumber
baker
hotel manager
barman/barmaid
street musician
""")

# ------------------------------------------------------------------------------------------------ pools

POOLS: dict[str, list[str]] = {
    "day": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
    "when": lines("""
        on {day}
        on {day} <morning|evening|afternoon>
        last <week|month|year|night>
        earlier this <week|month|year>
        this <morning|week|month>
        in <March|June|October|January|April>
        after the <meeting|vote|match|hearing|storm|ceremony>
        late on {day}
        {num} <days|weeks|years> ago
        """),
    "where": lines("""
        {when}
        {when}
        {when}
        at a news conference
        in a <speech|statement|letter|video|radio interview>
        in an <interview|open letter|email>
        by telephone
        from the dock
        """),
    "num": "two three four five seven eleven twelve fifteen thirty forty sixty".split(),
    "age": [str(age) for age in range(19, 90)],
    "crime": lines("""
        fraud
        theft
        arson
        bribery
        tax evasion
        perjury
        assault
        smuggling
        forgery
        manslaughter
        blackmail
        money laundering
        dangerous driving
        """),
    "did": lines("""
        stealing <medicine|copper|church bells|paintings> from a <clinic|warehouse|museum>
        taking money from the <pension|school|relief> fund
        setting fire to a <barn|bakery|boat>
        poisoning a <river|well|racehorse>
        forging <passports|diplomas|lottery tickets>
        attacking a <bus driver|teacher|referee>
        robbing a <post office|jeweller|petrol station>
        hacking a <hospital|bank|voting> system
        """),
    "thing": lines("""
        <bridge|tunnel|ferry terminal|airport|stadium|library|dam|tram line|hospital wing|power plant>
        <budget|treaty|pension plan|rent law|fishing quota|school reform|merger|rescue plan>
        """),
    # Cues before an indirect clause.
    "says": lines("""
        [c|said]
        [c|said]
        [c|said] that
        [c|said] {where} that
        [c|told] <reporters|the court|the panel|local radio|the crowd|parliament|a newspaper|the inquiry>
        [c|told] <reporters|the jury|members|viewers|the committee> that
        [c|added] that
        [c|insisted]
        [c|insisted] that
        [c|warned] that
        [c|claimed]
        [c|admitted] that
        [c|explained] that
        [c|testified] that
        [c|announced] that
        [c|stressed] that
        [c|argued] that
        [c|maintained] that
        [c|noted] that
        [c|confirmed] that
        [c|conceded] that
        [c|pointed out] that
        [c|wrote] that
        [c|recalled] that
        later [c|said]
        also [c|said] that
        has [c|said]
        had [c|warned] that
        [c|says]
        [c|let it be known] that
        [c|complained] that
        [c|predicted] that
        [c|acknowledged] that
        [c|swore] that
        [c|made clear] that
        """),
    # Cues after or before words in marks, speaker first.
    "spoke": lines("""
        [c|said]
        [c|said]
        [c|said]
        [c|said] {where}
        [c|told] <reporters|the court|the crowd|a television crew|the hearing|listeners>
        [c|added]
        [c|shouted]
        [c|cried]
        [c|wrote]
        [c|posted]
        [c|recalled]
        [c|warned]
        [c|insisted]
        [c|joked]
        [c|whispered]
        [c|remarked]
        [c|answered]
        [c|replied]
        [c|explained]
        [c|says]
        [c|declared]
        [c|sighed]
        [c|concluded]
        [c|continued]
        """),
    # Cues that may stand before their speaker.
    "inv": "[c|said] [c|said] [c|said] [c|added] [c|recalled] [c|explained] [c|wrote] [c|joked]".split(),
    "thinks": lines("""
        [t|hopes]
        [t|believes]
        [t|fears] that
        [t|thinks] that
        [t|is convinced] that
        [t|expects] that
        """),
    "D": lines("""
        We did everything by the book.
        I have never been so proud of this team.
        It was over before anybody noticed.
        The numbers speak for themselves.
        Nobody should have to wait a year for an operation.
        There was water everywhere.
        I would do the same thing again tomorrow.
        This is a dark day for the valley.
        We are not asking for charity.
        The engine simply stopped.
        You cannot run a hospital like a car wash.
        My hands were shaking the whole time.
        This law will cost us a generation of teachers.
        I heard a bang and then a scream.
        We played like beginners in the first half.
        The harvest is the worst in thirty years.
        There is no evidence at all for that.
        I am sorry for the pain that I have caused.
        We want answers, and we want them now.
        Enough is enough.
        Let us be honest about what went wrong.
        The bank has more than enough capital.
        I slept in the car for a month.
        It smelled of gas on every floor.
        We are looking at the footage.
        Without rain by August, the wells will be dry.
        That was the longest minute of my life.
        The data do not support such a claim.
        Our door remains open.
        I did not take a single coin.
        The roof came down in seconds.
        Prices will fall by the autumn.
        We had hoped for a different result.
        Tonight we celebrate, tomorrow we work.
        This cell behaves like nothing we have seen.
        The orchestra deserves a proper hall.
        It is time to go.
        Every child in this town knows that story.
        I refuse to be a scapegoat.
        The strike goes on until the wages are paid.
        Do you know what a loaf of bread costs today?
        How could this happen twice?
        Who will pay for all this?
        Never again!
        Hands off our forest!
        Please stay at home tonight.
        We will appeal.
        I am not afraid.
        No comment of ours will bring back the dead.
        The ice is thinner than ever before.
        Two engines were on fire when we arrived.
        I only wanted to help.
        The jury saw right through it.
        We cannot rule out a second quake.
        The negotiations were long, but fair.
        Art is not a luxury.
        My grandmother taught me that song.
        If the dam breaks, three villages are gone.
        The contract was signed in good faith.
        We are short of beds, masks and people.
        It was a foul, plain and simple.
        I have read the report twice and still cannot believe it.
        This vaccine is safe.
        The markets do not like surprises.
        We will rebuild, stone by stone.
        You have to see the sea here in winter.
        I was born in this house.
        There were no lifeboats on the left side.
        Freedom of the press is not negotiable.
        The dog found the boy before we did.
        Nothing about this trial was fair.
        I told the board about the cracks in May.
        The telescope has opened a new window.
        We sold out in nine minutes.
        A ceasefire is within reach.
        Those bridges were built for horses.
        It's a win for common sense.
        I can't even look at the pictures.
        We're not going anywhere.
        That's not how a democracy works.
        There's a lot of anger in this room.
        Don't wait until the river is at your door.
        We've tried everything.
        I'd rather lose with honour than win like that.
        It doesn't get much better than this.
        The plane was flying far too low.
        A thousand jobs hang on this vote.
        Our customers come first.
        The tax is a mistake and will remain a mistake.
        I ask for forgiveness.
        Sleep well and drive carefully.
        We lost the ball too often.
        Winter came three weeks early.
        The fossil is older than the mountains around it.
        Everything you see here was paid for by ordinary people.
        The lights went out at nine.
        Nobody told us that the pipe was leaking.
        This is the best squad we have had in years.
        A good theatre needs bad weather.
        We must do better, and we will.
        The bus never came.
        I want my life back.
        The report is full of holes.
        In the end, courage won.
        Our patience has limits.
        It's too early to talk about motives.
        The fever broke on the third day.
        Learning to read at seventy changed my life.
        The accounts were in perfect order.
        We cannot comment on an open case.
        Such a sentence sends the wrong signal.
        The museum belongs to all of us.
        I have nothing to hide.
        Yes.
        No.
        Of course not.
        Not this year.
        Thank you all.
        Absolutely.
        A disgrace!
        Run!
        """),
    "I": lines("""
        the bridge would open in May
        the crime had shocked the whole valley
        there was no money left for repairs
        the evidence had been lost
        talks would go on through the night
        the strike could last for weeks
        the verdict was a relief
        wages would rise by four per cent
        the water was safe to drink
        the fire had started in the kitchen
        the election would be held as planned
        more rain was on its way
        the road had been closed since dawn
        the match should never have been played
        the deal was as good as done
        nobody had been hurt
        the village needed a doctor
        the alarm had failed
        a decision would be taken by the summer
        the drug had helped most patients
        the vote had been fair
        the ship was carrying too much cargo
        the school would stay closed
        it was too soon to celebrate
        the painting was a fake
        at least nine people were missing
        the factory would not be sold
        the accounts had been checked twice
        the plan was doomed from the start
        inflation had passed its peak
        the runway was too short
        rents in the centre had doubled
        no animal had been harmed
        the signal came from a distant star
        the cables had been cut on purpose
        the second half had been much better
        the law went too far
        the border would reopen within days
        the bank had ignored clear warnings
        a new trial was needed
        the festival would go ahead
        time was running out
        the glacier was losing two metres a year
        parts of the city had no power
        the figures were wrong
        the money had been spent on boats
        there had been three shots
        the old harbour was full of rats
        the treaty left many questions open
        the knee would need surgery
        the river was still rising
        the parcel had contained a gun
        the number of visitors had fallen by half
        the budget did not add up
        the song was about grief
        the building had been empty for years
        the virus was spreading faster in the north
        the ferry was not fit to sail
        it had been an honest mistake
        the case was closed
        the prison was overcrowded
        the new stadium was a waste of money
        such attacks would not be tolerated
        the bus drivers deserved better
        the snow had come as a surprise
        the contract ran until next spring
        the tests had been flawed
        the brakes had worked perfectly
        the injury was not serious
        dozens of families were still in tents
        parliament should have been asked
        the talks had been friendly
        the city could no longer wait
        the film had been made for almost nothing
        a third suspect was on the run
        the room had been dark and cold
        the car had been driven at twice the limit
        the trees were sick
        the sanctions were working
        schools needed more teachers
        all seats had been sold
        the wind would turn by morning
        the shares were overvalued
        the phone had been switched off at midnight
        the punishment was too mild
        the chances were fifty-fifty
        the wall could fall at any moment
        fish stocks had recovered
        the hearing would be public
        the letter had never arrived
        the tunnel was two years late
        the food had run out
        a compromise was still possible
        the wound had been made with a kitchen knife
        the oil had reached the beaches
        the lift had been broken since June
        the website would be back within hours
        the goal should not have counted
        the recipe was a secret
        the land belonged to the church
        the flight had been delayed by fog
        the offer was an insult
        the tower would be torn down
        the bees had come back
        hospitals were close to collapse
        the exam had been too easy
        the company owed everybody an apology
        the archive held no such paper
        fewer tourists were expected this season
        the crew had done nothing wrong
        the ban was illegal
        a tank had been hit
        the treaty was dead
        the choir would sing anyway
        the harvest was safe
        the guns must fall silent
        only a miracle could help
        the market had overreacted
        the neighbours had complained for months
        the disease could be cured
        the last word had not been spoken
        """),
    "fill": lines("""
        The case is expected to last until the autumn.
        Rain had fallen on the town since the early morning.
        About {num} people were in the room.
        The street was closed for {num} hours.
        Tickets cost between four and nine crowns.
        The building dates from the nineteenth century.
        It was the third accident of its kind this year.
        Unemployment in the region is twice the national average.
        The road to the coast remained blocked on {day}.
        Shares closed slightly lower.
        The final is on {day}.
        A second hearing is set for {day}.
        The hall holds nine hundred people.
        Work on the site began {num} years ago.
        The weather cleared in the afternoon.
        Police cars stood at both ends of the square.
        The season ends in {num} weeks.
        The old hall was pulled down last spring.
        Voters go to the polls in {num} weeks.
        The ferry runs twice a day.
        A small crowd had gathered outside the gate.
        The programme costs about {num} million a year.
        The two sides have met {num} times since January.
        Schools stayed closed for a second day.
        The trial began {when}.
        The valley lives on wine and timber.
        Snow is forecast for the weekend.
        Flags flew at half-mast.
        The museum reopens on {day}.
        The flight took off with a delay of {num} hours.
        The lake freezes over in most winters.
        Nearly a third of the houses in the district stand empty.
        Two roads lead into the valley, and both were flooded.
        The new rules apply from the first of the month.
        Trains were running again by noon.
        Prices at the wholesale market rose for the <third|fourth|sixth> week in a row.
        The building has no lift.
        Most shops had shut by five.
        The contest is held every {num} years.
        The cathedral bells rang at noon.
        No date has been set.
        The sentence is not yet final.
        The old sugar factory stands empty.
        There are {num} lifeboats on the coast.
        The play runs until the end of the month.
        The debate was broadcast live.
        The documents fill {num} boxes.
        The path is closed in winter.
        The old mill burned down long ago.
        A bronze plaque marks the spot.
        The pitch was heavy after days of rain.
        The parade starts at ten.
        Power was back in most streets by the evening.
        The exhibition has {num} rooms.
        Turnout was below fifty per cent.
        The price of wheat has doubled since the spring.
        The ship has been at anchor for {num} weeks.
        The final vote was close.
        Candles and flowers covered the steps.
        The bus line was cut {num} years ago.
        """),
    "mixed": lines("""
        the plan was “<a bad joke|pure theft|a gift to the rich|doomed|beyond repair>”
        the talks had been “<frank and useful|a waste of time|almost friendly|surprisingly short>”
        the law would “<tear families apart|make us poorer|save thousands of lives|change nothing>”
        there was “<no doubt at all|no reason to panic|nothing left to talk about>” about the result
        the attack was “<an act of cowardice|carefully planned|an attack on all of us>”
        the team had shown “<no heart|real courage|far too little>” after the break
        the building was “<a death trap|a national treasure|falling to pieces>”
        the money had been “<wasted|well spent|taken from the poor>” and would not come back
        the river was “<a ticking bomb|cleaner than ever|full of poison>”
        the new rules were “<a step back|long overdue|written by fools>”
        the film was “<a love letter to the sea|two hours too long|a small miracle>”
        workers had been treated “<like cattle|with respect|worse than machines>”
        the sentence was “<far too mild|a warning to others|a shame>”
        the market was “<nervous|overheated|back from the dead>” after the news
        it was “<high time|too late|the wrong moment>” for a change
        the storm had come “<out of nowhere|as we had feared|too early>”
        """),
    "relation": lines("""
        brother/sister
        father/mother
        son/daughter
        widower/widow
        husband/wife
        lawyer
        driver
        agent
        bodyguard
        neighbour
        cousin
        uncle/aunt
        nephew/niece
        grandfather/grandmother
        former aide
        former business partner
        doctor
        assistant
        old schoolfriend
        flatmate
        publisher
        trainer
        biographer
        stepfather/stepmother
        godson/goddaughter
        accountant
        chief of staff
        gardener
        best friend
        landlord/landlady
        manager
        predecessor
        ex-husband/ex-wife
        fiancé/fiancée
        """),
    "backers": "supporters critics opponents followers relatives friends lawyers parents fans neighbours".split(),
    "good": lines("""
        brave
        brilliant
        a true professional
        a born leader
        honest to the bone
        a gift to the town
        outstanding
        generous and wise
        the best of the lot
        a model of decency
        """),
    "bad": lines("""
        hopeless
        a disgrace
        a liar
        lazy and vain
        unfit for the job
        a coward
        corrupt
        reckless
        a total failure
        dishonest
        out of touch
        """),
}
POOLS["saysonly"] = "[c|said] [c|said] [c|says] [c|added] [c|explained] [c|conceded] [c|noted]".split()
POOLS["pretitle"] = lines("""
    Chancellor
    General
    Commissioner
    Judge
    Vice President
    Deputy Minister
    Chief Inspector
    Assemblywoman
    State Senator
    Sir
    Archbishop
    Superintendent
    Foreign Minister
    economist
    striker
    mountaineer
    party leader
    defence secretary
    goalkeeper
    former governor
    director
""")
PARTIES = "Republican Democratic Conservative Labour Socialist Green Liberal Christian-Democratic".split()
POOLS["party"] = [f"[n misc|{party}]" for party in PARTIES]
POOLS["sen"] = "Sen. Rep. Gov. Senator Congressman".split()
STATES = "Florida Ohio Texas Oregon Maine Iowa Nevada Utah".split()
POOLS["Sen"] = [f"[n location|{state}] {title}" for state in STATES for title in ("Sen.", "Rep.", "Gov.", "Senator")]
POOLS["Sens"] = "Sens.|Reps.|Senators|Representatives|Governors".split("|")

# What stands in headlines: clauses and scraps, without articles and in the present.
POOLS["claim"] = lines("""
    budget will pass by spring
    tax cuts are a mistake
    school meals must stay free
    new bridge is safe
    strike could last all winter
    hospital needs {num} more nurses
    peace deal is close
    rent cap has failed
    ferry will sail again in May
    harvest is worst in decades
    too many cars clog old town
    vaccine works in children
    no one is above the law
    voters want change
    flood was worse than feared
    dam could burst within days
    plan puts {num} jobs at risk
    country is ready for early election
    police acted within the law
    worst of the drought is over
    stadium would cost too much
    banks are sound
    pension age must rise
    reform comes {num} years too late
    prices have peaked
    mine should never have opened
    border to reopen by summer
    data breach hit thousands
    inquiry ignored key witness
    army needs younger recruits
    glaciers are melting faster
    free buses would pay off
    phones harm young readers
    talks were “<frank|useful|a waste of time>”
    law is “a gift to the <rich|banks|lobby>”
    cuts are “a death sentence” for small schools
    team has “<turned a corner|lost its way>”
    rules need “a complete rethink”
    verdict sends “wrong signal”
    wolves “here to stay”
    attack was “<planned for months|an act of cowardice>”
    {S} must not be forgotten
    {J} will keep its word
    {J} behind cable damage
    {P.l} knew of leak for years
""")
POOLS["Claim"] = [claim[0].upper() + claim[1:] for claim in POOLS["claim"] if claim[0].islower()]
POOLS["scrap"] = lines("""
    no plans to quit
    no deal without pay rise
    time for a fresh start
    no evidence of fraud
    tough winter ahead
    more rain on the way
    talks back on track
    bridge unsafe since June
    hundreds still without power
    wages far too low
    {num} more years of hard work
    good day for farmers
    insult to pupils
    little hope for missing crew
    growth slower than expected
    third of bees gone
    not guilty
    case closed
    new trial possible
    price of bread to double
    fewer tourists, longer stays
    no role for {P.l} in rescue
""")
POOLS["Scrap"] = [scrap[0].upper() + scrap[1:] for scrap in POOLS["scrap"] if scrap[0].islower()]
POOLS["first"] = lines("""
    we will answer
    we must act now
    my door is open
    we were not told
    nobody asked us
    we can win this
    give us our money back
    let the courts decide
    stop the cuts
    we're ready for anything
    it's not about money
    you can't eat promises
    we owe voters the truth
    don't blame the drivers
    this town deserves better
    there is no way back
    my team ran out of legs
    enough is enough
    wait and see
    don't write us off
    never again
    somebody will have to pay
    our patience is at an end
    this is who we are
    no regrets
    what happened here must not be buried
""")
POOLS["First"] = [first[0].upper() + first[1:] for first in POOLS["first"]]
POOLS["vow"] = lines("""
    to fight on
    to rebuild pier
    to cut waste
    to stay until May
    to appeal
    to block new tax
    to end strike
    to open books
    to leave no village behind
    never to raise fares
    full review of prisons
    free school meals
    end to night flights
""")
POOLS["sayshead"] = lines("""
    [c|says]
    [c|says]
    [c|says]
    [c|warns]
    [c|warns]
    [c|claims]
    [c|insists]
    [c|admits]
    [c|hints]
    [c|predicts]
    [c|tells] <MPs|court|voters|inquiry|farmers|paper>
""")
# What documents do with what they hold.
POOLS["finds"] = lines("""
    [c|says] that
    [c|said] that
    [c|says]
    [c|found] that
    [c|finds] that
    [c|warns] that
    [c|warned] that
    [c|concluded] that
    [c|shows] that
    [c|stated] that
    [c|claims] that
    [c|notes] that
    [c|suggests] that
    [c|indicates]
    [c|described] how
    [c|adds] that
    [c|argued] that
""")
POOLS["onehead"] = lines("""
    minister
    PM
    president
    union
    judge
    coach
    expert
    report
    study
    poll
    court
    watchdog
    mayor
    father of victim
    MP
    ex-spy
    regulator
    army
    chief scientist
    leaked memo
    defence lawyer
    finance chief
""")
POOLS["manyhead"] = "police experts doctors economists campaigners sources officials insiders survivors papers".split()
POOLS["rolehead"] = POOLS["onehead"] + POOLS["manyhead"]
POOLS["topic"] = lines("""
    budget
    rail strike
    flood aid
    pension plan
    school cuts
    rent law
    border deal
    fuel tax
    coal mine
    hospital merger
    fishing quota
    bridge collapse
    data leak
    unpaid bills
    wolf cull
    gas talks
""")

# ------------------------------------------------------------------------------------------------ frames

FRAMES: dict[str, list[str]] = {}
FRAMES["unnamed role"] = frames("""
The <appeal|inquest|hearing> into the death of {A} opened in {T} {when}.¶{U.The} <read|opened> the file. [s U|{U.The}]
{says} [q|{I}].¶[s V|{V.A}] [c|told] the court that [q|{A.l} had <been alone|eaten nothing|asked for help twice>].
“[q|{d}],” [s V|{V.the}] {spoke}.¶{B}, {B.post}, sat in the last row. [s B|{B.The}] {says} [q|{I}].

{A} left the clinic in {T} {when}.¶[s U|The {U} who operated on {A.him}] {says} [q|{I}]. “[q|{d}],” [s U|{U.the}]
{spoke}. {A.l} smiled.

{A}, the star of the evening, <fainted|forgot a line|sang twice>. “[q|{d}],” [c|said] [s U|{U.a}] in the audience. [s
V|{V.A}] [c|called] {A.him} “[q|a wonder]”.

{A} and {B} are both missing. [s U|{U.The}] {says} [q|{I}]. [s V|{V.The}] [c|disagreed]: “[q|{D}]”

[s -|<A second|Another|One|The last> <witness|juror|passenger|teacher|officer|student>] {says} [q|{I}]. {A} was
<asleep|abroad|at sea>.

[s A|{A}], {A.post}, {says} [q|{I}]. [s -|Other <officials|deputies|coaches|doctors>] {says} [q|{I}]. [s U|{U.A}]
{says} [q|{I}].

{U.A} and {V.a} argued outside the court while {A} gave interviews. [s U|{U.The}] {says} [q|{I}]. [s V|{V.The}] {says}
[q|{I}].

{A}, {A.post}, was <convicted of|jailed for|fined for> {crime} {when}. [s U|{U.The}] {says} [q|{I}]. “[q|{d}],” [s
U|{U.the}] {spoke}.

{A}, {A.post}, <got|was given> {num} years for {crime} in {T}. {A.l} <showed no emotion|bowed|stared at the floor>.¶[s
U|{U.The}]
{says} [q|{I}]. “[q|{d}],” [s V|{V.a}] [c|shouted] from the back.¶[s V|{V.The}] later {says} [q|{I}].

{A} was found dead in {A.his} flat in {T} {when}.¶“[q|{d}],” [c|said] [s U|{U.a} who lived next door]. [s U|{U.The}]
{says} [q|{I}].¶[s V|{V.A}] at the scene {says} [q|{I}].

{U.A} examined {A} for an hour. [s U|{U.The}] {says} [q|{I}].

{U.A} <questioned|interviewed|met|examined> {A} about the {thing}. [s U|{U.The}] {says} [q|{I}].

{U.The} <fined|freed|expelled|suspended|dismissed> {A} {when}. [s U|{U.The}] {says} [q|{I}].

{U.The} <praised|thanked|ignored|stopped> {A}. “[q|{d}],” [s U|{U.the}] {spoke}.

{A}, {A.post}, <met|visited|wrote to> {B}, {B.post}, {when}. [s A|{A.The}] {says} [q|{I}]. [s B|{B.The}] {says}
[q|{I}].

{A}, {A.post}, and {B}, {B.post}, <clashed|argued|dined together|shared a stage> {when}. “[q|{d}],” {inv} [s
B|{B.the}]. [s A|{A.The}] {spoke}: “[q|{D}]”

{B.The}, {B}, opened the meeting in {T}. {A}, {A.post}, came late.¶[s A|{A.The}] {says} [q|{I}]. [s B|{B.The}] {says}
[q|{I}].¶[s U|{U.A}] in the audience {says} [q|{I}].

{A}, {A.post}, resigned {when}. [s U|{U.A}], who asked not to be named, {says} [q|{I}]. [s A|{A.The}] {says} [q|{I}].

Thousands came to see {A}, {A.post}, in {T} {when}.¶“[q|{d}],” [c|said] [s U|{U.a}]. [s V|Another {V}] {spoke}:
“[q|{D}]”¶ {A.l} waved from the balcony. [s A|{A.The}] {says} [q|{I}].

[s -|<A mother of {num}|A man with a flag|A widow in black>] threw a shoe at {A} and [c|called] {A.him} [q|a thief].

[s -|A man who had <driven all night|waited in the rain|once worked for {O.the}>] {spoke}, “[q|{D}]” {A} did not look
up.

[s -|<A woman|A man|A boy|A girl> in the <front row|queue|crowd|next room>] {says} [q|{I}]. {A} had left by then.

[s -|<Residents|Neighbours|Passengers|Survivors|Experts|Commuters|Parents|Workers>] {says} [q|{I}]. {A}, {A.post},
<stayed away|arrived later|looked on>.

“[q|{d}],” [s -|<one resident|one passenger|an onlooker|a survivor|a young father|a fellow prisoner|an old friend>]
{spoke}. {A}, {A.post}, visited the site {when}.

[c|According to] [s U|{U.a}], [q|{I}]. {A} of {O.the} was present. [s U|{U.The}] {says} [q|{I}].

[q|{Ic}], [c|according to] [s U|{U.a} <close to|familiar with> the {thing}]. {A}, {A.post}, was not there.

{A} plays {when} in {T}. [s U|The {U}], who has trained the side since May, {says} [q|{I}].

After the defeat [s U|{U.the}] {spoke}: “[q|{D}]” {A} scored twice for {L}. [s U|{U.The}] {says} [q|{I}].

[s U|{U.A} for the family] {says} [q|{I}]. {A}, {age} at the time, never spoke again.

[s U|A spokeswoman for the <hospital|airport|theatre|zoo>] {says} [q|{I}]. {A} was treated there {when}.

[s O|<A spokesman|A spokeswoman|A spokesperson> for {O.the}] {says} [q|{I}]. {A} left the <firm|board> {when}.

[s -|Analysts in {K}] [c|warn] that [q|{I}]. {A}, {A.post}, disagrees.

{A} sued {B}. [s U|{U.The}] {says} [q|{I}]. [s V|{V.The}] {says} [q|{I}]. {A.l} and {B.l} did not look at each other.

[s U|{U.The}] [c|asked] {A} [q|<where {A.he} had been|why the gate was open|who had paid for the trip|whether the
money was gone>]. “[q|I do not remember],” [s A|{A.l}] {spoke}.

[s U|{U.A}] who saw {A} fall {says} [q|{A.he} had been <pale|alone|calm|in a hurry>].

[s U|{U.The}], {U.his} voice breaking, {says} [q|{I}]. {A}, {A.post}, put {A.his} hand on {U.his} shoulder.

“[q1|{d}],” [s1 U|{U.the}] {spoke1}. “[q1|{D}]” {A}, {A.post}, nodded.

[s -|The union] {says} [q|{I}]. [s -|The board] [c|replied] that [q|{I}]. {A}, who runs {O.the}, was abroad.

[s -|Police] {says} [q|{I}]. {A} was the <third|fourth|fifth> victim. [s -|Investigators] [t|believe] that [q|the
killer knew {A.him}].

{A}, {A.post}, was cleared of {crime}. Outside, [s U|{U.a}] {says} [q|{I}]. [s A|{A.The}] {says} [q|{I}]. {A.l}
thanked {U.the}.

A report about {A} appeared {when}. [s U|The {U} who wrote it] {says} [q|{I}]. [s V|A second {V}] {says} [q|{I}].

The trial of {A} drew big crowds. “[q|{d}],” [c|said] [s U|{U.a}] outside. “[q|{d}],” [c|said] [s V|{V.a}] who had
come from {T}.¶[s U|{U.The}] {says} [q|{I}].

{A} is {A.post}. {B} is {B.post}. [s A|{A.The}] {says} [q|{I}]. [s B|{B.The}] {says} [q|{I}]. [s U|{U.A}] {says}
[q|{I}].
""")
# Whose words a document's are: whoever made, sent or filed it, and not whom it is about or who has seen it.
FRAMES["document"] = frames("""
{O.The} published a study of the {thing} {when}. [s O|<The study|It>] {finds} [q|{I}]. {A}, {A.post}, was not
convinced.

{O.The} published a report on the {thing} {when}.¶[s O|The report] {finds} [q|{I}].¶“[q|{d}],” [s O|the report]
[c|said]. {A}, {A.post}, has not read it.

[s O|A <report|paper|review> by {O.the}] {finds} [q|{I}]. [s A|{A}], {A.post}, {says} [q|{I}].

[s O|A <study|new report|joint study|survey|recent review> <published|released> by {O.the}] {finds} [q|{I}].
{sA} {says} [q|{I}].

[q|{Ic}], [c|according to] [s O|<a|the latest|an internal> <report|study|paper|analysis|memo> <from|by|of|published by>
{O.the}]. {A}, {A.post}, disagrees.

[q|{Ic}], [c|according to] [s O|<a memo|a report|papers> of {O.the}] seen by {N.the}. {A}, {A.post}, was on holiday.

[q|{Ic}], [c|according to] [s -|a new study]. [s A|{A}], {A.post}, [c|called] the finding [q|a joke].

[s O|An internal {O.l} <memo|report|analysis|presentation>] {finds} [q|{I}]. {O.The} declined to share it with
{N.the}.

[s O|{O.l}'s <website|annual report|brochure|letter|press release|statement|leaflet|latest figures>] {finds} [q|{I}].
{A} threw it away.

[s O|{O.l}'s <spokesman|spokeswoman|spokesperson>] {says} [q|{I}]. {sA} {says} [q|{I}].

{A}, {A.post}, wrote to {O.the} {when}. [s A|<The letter|It>] {finds} [q|{I}]. {O.The} has not replied.

{A}, {A.post}, wrote a letter to {B}, {B.post}.¶[s A|The letter] {finds} [q|{I}]. “[q|{d}],” [c|read] [s A|the letter].¶
{B.l} put it in a drawer.

{A} and {B} sent a letter to {M.the} {when}. [s A+B|The letter] {finds} [q|{I}]. [s A+B|They] [c|asked for] [q|an answer
by Friday].

{A} sued {O.the} {when}. [s A|The <lawsuit|complaint|suit|filing>] [c|<claims|alleges|says|alleged>] that [q|{I}].
{O.The} denies it.

{O.The} sued {A}, {A.post}, over the {thing}. [s O|The <lawsuit|complaint|suit>] [c|<claims|alleges|says>] that [q|{I}].
[s A|{A.The}] {says} [q|{I}].

{O.The} sent a brochure to every house in {T}. [s O|It] [c|tells] people [q|to keep <water|candles|a radio> at home].¶
[s O|The brochure] [c|says]: “[q|{D}]” {A}, {A.post}, paid for it.

{M.The} and {O.the} have each put advice online. [s M|{M.l}'s advice] {finds} [q|{I}]. [s O|The one of {O.the}] {finds}
[q|{I}].

{A}, {A.post}, circulated a memo {when}. [s A|The memo] {finds} [q|{I}]. {B}, {B.post}, tore it up.

{A} wrote a long post {when}. [s A|The post] {finds} [q|{I}]. [s A|<Another|A second> post] {finds} [q|{I}]. {O.The}
took both down.

{A} of {O.the} published a paper in {N.the}. [s A|The paper] {finds} [q|{I}]. [s A|{A.l}] {says} [q|{I}].

[s N|A study published in {N.the}] {finds} [q|{I}]. [s -|The <authors|researchers>] {says} [q|{I}]. {A} took part in it.

{O.The} and {P.the} ran a study together. [s O+P|The study] {finds} [q|{I}]. [s A|{A}], {A.post}, [c|called] it
[q|a waste of money].

[s O|Figures <from|published by|of> {O.the}] [c|<show|suggest>] that [q|{I}]. [s A|{A}], {A.post}, {says} [q|{I}].

A <leaked|secret|long> report landed on the desk of {A}, {A.post}, {when}. [s -|The report] {finds} [q|{I}].

A report about {O.the} appeared {when}. [s -|The report] {finds} [q|{I}]. [s O|{O.The}] [c|called] it
[q|a pack of lies].

[s -|A <biography|film|book|report> about {A}] {finds} [q|{I}]. {A.l} <laughed|wept|sued>.

[s -|<A poll|A new poll|A survey|An exit poll|Polls>] [c|<found|shows|suggests>] that [q|{I}]. {A}, {A.post}, leads in
{T}.

[s -|<Court papers|Documents|Emails|Messages>] seen by {N.the} [c|<show|suggest>] that [q|{I}]. {A} denies it.

{O.The} made rules for the {thing} {when}. [s O|They] [c|say] that [q|{I}]. [s A|{A.The}] {says} [q|{I}]. {A} did not
help.

{A}, {A.post}, told {M.the} about the {thing}. [s M|The ministry's answer] {finds} [q|{I}].
""")
# A body that is called the agency, the ministry, the club.
FRAMES["body"] = frames("""
{O.The} opened an office in {T} {when}. [s O|{O.Nom}] {says} [q|{I}]. {A}, {A.post}, was not invited.

{O.The} and {M.the} disagree over the {thing}. [s M|{M.Nom}] {says} [q|{I}]. [s O|{O.Nom}] {says} [q|{I}].

{A}, {A.post}, fell out with {O.the} {when}.¶“[q|{d}],” [s O|{O.nom}] {spoke}. [s A|{A.l}] {says} [q|{I}].

“[q|{d}],” [s O|<a spokesman|a spokeswoman|a spokesperson> for {O.nom}] {spoke}. {O.The} has {num} offices in {K}.

{O.The} is based in {T}.¶[c|According to] [s O|{O.nom}], [q|{I}]. [s A|{A}], {A.post}, {spoke}: “[q|{D}]”

{L} lost again {when}. [s L|{L.Nom}] {says} [q|{I}]. [s A|{A}], who trained {L.nom} for {num} years, {says} [q|{I}].

{A} left {R.the} {when}. [s R|{R.Nom}] {says} [q|{I}]. [s A|{A.He}] {says} [q|{I}].

{N.The} printed a letter by {A} {when}. [s N|{N.Nom}] {says} [q|{I}]. [s A|{A.l}] {says} [q|{I}].

{O.The} dismissed {A}. [s O|{O.Nom}], which has {num} offices, {says} [q|{I}]. {A.l} wants {A.his} desk back.

{K} closed its border with {J} {when}. [s K|The country] {says} [q|{I}]. [s A|{A}], {A.post}, {says} [q|{I}].

{O.The} warned {A}, {A.post}, {when}. “[q|{d}],” [s O|{O.nom}] [c|wrote]. [s O|It] [c|added] that [q|{I}].

{M.The} checked {O.the} {when}.¶[s M|{M.Nom}] {says} [q|{I}].¶[s O|{O.Nom}] {says} [q|{I}]. [s O|It] [c|added] that
[q|{I}].

{A} runs {O.the}. {B} runs {M.the}. [s O|{O.Nom}] {says} [q|{I}]. [s M|{M.Nom}] {says} [q|{I}]. [s A+B|They]
[c|said] [q|the fight was over].

Workers of {O.the} walked out {when}. [s O|{O.Nom}] [c|told] {N.the} [q|{I}]. [s -|The union] {says} [q|{I}].

{A} sued {O.the}. [s -|The court] {says} [q|{I}]. [s O|{O.Nom}] {says} [q|{I}].

{O.The} was founded in {T}. {A} joined {O.nom} {when}. [s O|Its <spokesman|spokeswoman>] {says} [q|{I}].

{P.The} bought {O.the}. “[q|{d}],” [c|said] [s P|{P.the}]. [s A|{A}], the head of {P.the}, {says} [q|{I}].
""")
FRAMES["relation"] = frames("""
{A} was <shot|run over|struck by lightning> {when}. [s U|{A.His} {U.rel}] {says} [q|{I}]. “[q|{d}],” [s U|the {U.rel}]
{spoke}. [s V|{V.A}] who knew {A.him} {says} [q|{I}].

[s U|The {U.rel} of {A}] [c|told] {B} that [q|{I}]. {B.l}, {B.post}, wrote {U.his} words down.

{A}'s {U.rel} and {B}'s lawyer shook hands. [s B|{B.l}] {says} [q|{I}].

[s U|The {U} investigating {A}] {says} [q|{I}]. [s V|The {V} defending {A.him}] {says} [q|{I}].

[s -|The <men|women|students|brothers> who <rescued|robbed|elected|hid> {A}] {says} [q|<[m -|they] were
<tired|afraid|proud>|{I}>].

[s -|{A}'s <office|family|legal team|campaign|estate>] {says} [q|{I}]. {A.l} is {A.post}.

[s U|The {U.rel} of {A}] {says} [q|{I}]. {A.l} <died|vanished|was arrested|retired|was freed> {when}.

[s U|{A}'s {U.rel}] {says} [q|{I}]. {A.l}, {A.post}, was buried {when}.

[s U|{A}'s {U.rel}] {spoke}: “[q|{D}]” {A.l} was not in court.

“[q|{d}],” [c|said] [s U|the {U.rel} of {A}]. {A.l} was {A.post}.

“[q|{d}],” [s U|{A.l}'s {U.rel}] {spoke}. {A} has been in a coma since {day}.

[s U|A <lawyer|solicitor|barrister> for {A}] {says} [q|{U.his} client was <innocent|ill|too tired to travel|being
framed>].

[s U|The attorney representing {A}] {says} [q|{A.he} would <plead not guilty|appeal|pay the money back|not testify>].

[s U|The <lawyer|agent|manager> of {A}] {spoke}: “[q|My client has nothing to hide]”. {A.l}, {A.post}, flew home
{when}.

[s -|The man accused of <stabbing|robbing|stalking|threatening|deceiving> {A}] {says} [q|[m -|he] <was not there|had
an alibi|was innocent>].

[s -|The woman <suspected of blackmailing|charged with poisoning|who sued|who found|who married> {A}] {says} [q|{I}].

[s U|The {U} who <shot|arrested|rescued|treated|recognised|hired|betrayed|replaced> {A}] {says} [q|{I}].

[s U|The {U} who <shot|hit|freed|defended> {A}] {says} [q|{U.he} had <acted in self-defence|been afraid|seen no
choice>]. {A.l} was {age}.

[s -|<Supporters|Critics|Opponents|Followers|Relatives|Fans|Former pupils> of {A}] {says} [q|{I}]. {A.l} lost the
<vote|case|title> {when}.

“[q|{d}],” [c|chanted] [s -|{backers} of {A}]. {A.l}, {A.post}, thanked the crowd.

[s U|A former aide to {A}] {says} [q|{A.l} had <kept two sets of books|rarely slept|known about the cracks>].

[s U|{A.l}'s {U.rel}], who <lives|works|teaches> in {T}, {says} [q|{A.he!1} was <missing|in good health|a quiet
child>]. {A} has led {O.the} since May.

[s U|{A}'s {U.rel}] [c|begged] the kidnappers [q|to let {A.him} go].

[s U|The {U.rel} of {A}] {says} [q|{U.he} had not <slept|eaten|spoken to {A.him}> for days].

[s A|{A}] {says} [q|{A.his} <sister|brother> was safe]. [s U|{A.His} {U.rel}] {says} [q|{I}].

[s A|{A}], whose <father|mother|uncle> founded {O.the}, {says} [q|{I}]. [s U|{A.l}'s {U.rel}] {says} [q|{I}].

{A} and {B} <divorced|met|fell out> in {T}. [s U|{A.l}'s {U.rel}] {says} [q|{I}]. [s V|{B.l}'s {V.rel}] {says}
[q|{I}].

[s U|The {U.rel} of {A}] [c|accused] {B} [q|of <lying|hiding the letters|driving {A.him} to despair>]. {A.l} was
{A.post}.

[s U|The {U} for {A}] {says} [q|{I}]. [s V|The {V} for {B}] {says} [q|{I}]. {A.l} is accused of <cheating|robbing>
{B.l}.

<Officers|Detectives|Soldiers> caught the <gang|youth|driver> that <ran over|attacked|robbed> {A!1}. {A.l!1},
{A.post}, was <shot|stabbed|beaten> {when}.

Police <caught|shot|questioned> the <woman|man|gang> suspected of kidnapping {A!1}. [s U|{A.l}'s {U.rel}] {says}
[q|{I}].

[s -|The family of {A}] {says} [q|<[m -|they] wanted justice|{A.he} had loved the sea|{I}>]. {A.l} drowned {when}.

[s -|Friends of {A}] {says} [q|{A.he} had <planned a trip|been unhappy|just found work>]. {A.l} was last seen in {T}.

[s U|The {U.rel} of the late {A}] <opened the exhibition|received the medal> and [c|said] [q|{I}].

[s -|A source close to {A}] {says} [q|{I}]. [s -|A second person briefed on {A.l}'s plans] {says} [q|{I}].

[s U|{A}'s predecessor] {says} [q|{I}]. {A.l} became {A.post} in May. “[q|{d}],” [s U|the predecessor] {spoke}.

[s U|The ghostwriter of {A}] {says} [q|{U.he} had <never met {A.him}|been paid badly|written every word>].

[s -|Two of {A}'s <pupils|patients|tenants|team-mates|former wives|neighbours>] {says} [q|{I}].

[s U|The driver of {A}'s car] {says} [q|{I}]. {A.l} was asleep in the back seat.

[s U|{A}'s {U.rel}] {says} [q|{I}]. “[q|{d}],” [s U|the {U.rel}] {spoke}. {A.l} was born in {T}.
""")
FRAMES["shared surname"] = frames("""
%kin:AB %titled:AB {A.title} {A} and {A.his} <sister|brother>, {B.title} {B}, <spoke|appeared|arrived> {when}.
{sB.ttl} {says} [q|{I}]. {sA.ttl} {says} [q|{I}].

%kin:AB %titled:AB {A.title} {A} met {A.his} cousin, {B.title} {B}, in {T}. “[q|{d}],” {inv} {sB.ttl}. {sA.ttl}
{spoke}: “[q|{D}]”

%kin:AB %wed:AB %titled:A {A.title} {A} and {A.his} {B.spouse}, {B}, <landed in {T}|opened the clinic|voted early>
{when}. {sA.l} {says} [q|{I}]. {sB.mr} {says} [q|{I}]. “[q|{d}],” {sA.l} {spoke}.

%kin:AB %wed:AB {A} and {A.his} {B.spouse}, {B}, run a <bakery|farm|hotel> near {T}. {sB.f} {says} [q|{I}]. {sA.f}
{says} [q|{I}].

%kin:AB %wed:AB The couple, {A} and {B}, both {age}, married in {T}. “[q|{d}],” {inv} {sA.mr}. “[q|{d}],” {inv}
{sB.mr}.

%kin:AB {A} and {A.his} {B.sib} {B} own {O.the}. {sB.f} {says} [q|{I}]. {sA.f} {says} [q|{I}]. [s A+B|The
<siblings|two>]
{says} [q|{I}].

%kin:AB {A}, {age}, and {B}, {age}, are no relation. {sA} {says} [q|{I}]. {sB} {says} [q|{I}].

%jr:AB {A} founded {O.the} with {A.his} son, {B}. [s B|The younger {B.l}] {says} [q|{I}]. [s A|The elder {A.l}] {says}
[q|{I}].

%jr:AB {A} lost to {A.his} own son, {B}, {when}. {sB} {says} [q|{I}]. [s A|His father] {says} [q|{I}].

%kin:AB %titled:A {A.title} {A} has a famous {B.sib}: {B}, {B.post}. [s A|{A.The}] {says} [q|{I}]. [s B|{B.The}]
{says} [q|{I}].

%kin:AB {A}, {A.post}, and {B}, {B.post}, share a name but not a family. [s A|{A.l} the {A.role}] {says} [q|{I}]. [s
B|{B.l} the {B.role}] {says} [q|{I}].

%kin:AB %wed:AB %titled:B {A.mr} is married to {B.title} {B}. [s A|{A} {A.himself}] {spoke}, “[q|{D}]” {sB.ttl} {says}
[q|{I}].

%kin:AB {A}'s {B.sib} {B} won the race in {T}. {sB} {says} [q|{I}]. {sA} {says} [q|{I}].

%kin:AB {A} and {A.his} daughter, Dr. {B}, live in {T}. [s B|Dr. {B.l}] {says} [q|{I}]. {sA.mr} {says} [q|{I}].

%kin:AB %titled:A {A.title} {A} had {A.his} {B.sib} {B} on the payroll. {sB} {says} [q|{I}]. {sA.ttl} {says} [q|{I}].
{sA.l} <|later> {says} [q|{I}].

%wed:AB %kin:AB {sB.mr}, who joined {B.his} {A.spouse}, {A}, on the trip, {says} [q|{I}]. {B} wore blue. {sA.mr}
{says} [q|{I}].

%kin:AB The <committee|council> heard {A} first. {B}, {A.his} {B.sib}, was next. “[q|{d}],” {inv} {sA.f}. “[q|{d}],”
{inv} {sB.f}.

%titled:A {A.title} {A} arrived {when}. {sA.ttl} {says} [q|{I}]. [s A|{A.The}] {says} [q|{I}]. {sA.l} {says} [q|{I}].

%titled:AB {A.title} {A} and {B.title} {B} toured {T}. {sB.ttl} {says} [q|{I}], but {sA.ttl} {says} [q|{I}].

%kin:AB {A}, {age}, and {B.sib} {B}, {age}, were rescued {when}. “[q|{d}],” {sB} {spoke}. {sA.f} {says} [q|{I}].
""")
FRAMES["pronoun"] = frames("""
%same:AB {A} and {B} <met|dined|argued|travelled together|shared a cell> {when}. {A.l} <overtook|taught|fed|saved>
{B.him}. {B.l} <forgave|ignored|hugged> {A.him}.

%same:AB {A} and {B} met {when}. [s A|{A.l}] [c|accused] {B.him} [q|of <cheating|laziness|treason>]. {B.l}
<kissed|left|embraced> {A.him}.

%same:AB {A} called {B} late at night. {B.l} had been waiting for {A.him}. [s A|{A.l}] [c|told] {B.him} that [q|{I}].

%same:AB [s A|{A}] [c|told] {B} that [q|{A.he} would <resign|sell the house|not run again>]. {B.l} <thanked|consoled>
{A.him}.

%same:AB [s A|{A}] [c|told] {B} that [q|{B.he} was <fired|free to go|under suspicion>]. {B.l} stared at {A.him}.

%same:AB {A} beat {B} in straight sets. {B.l} congratulated {A.him}, and {A.l} lent {B.him} {A.his} coat.

%diff:AB {A} danced with {B}. {A.He} stepped on {B.his} foot. {B.He} laughed. “[q|{d}],” {sB.he} {spoke}.

%diff:AB {B} visited {A} in hospital. “[q|{d}],” {sA.he} {spoke}. {B.He} brought {A.him} flowers. “[q|{d}],” {sB.he}
{spoke}.

%diff:AB “[q|{d}],” [s A|{A.he}] [c|told] {B}. {A} had driven {B.him} to the airport. “[q|{d}],” [s B|{B.he}] [c|said]
to {A.f}.

%diff:AB “[q|{d}],” {sB.he} [c|told] {A}. {B} had looked for {A.him} all day.

When {A.he} <arrived in {T}|left the court|heard the news|was {age}>, {sA} {says} [q|{I}].

Before {A.he} <boarded|signed|left the stage>, {A} hugged {A.his} <coach|mother|dog>. “[q|{d}],” {sA.he} {spoke}.

Despite {A.his} injury, {sA} {says} [q|{A.he} would <play|travel|vote|run>].

%same:AB Unlike {A.his} rival {B}, {A} paid {A.his} debts. {B.l} sold {B.his} yacht. {sA.l} {says} [q|{A.he} <slept
well|felt sorry for {B.him}>].

{A} <cut|blamed|introduced|taught|locked> {A.himself} <|by accident|out> {when}. {sA.He} {says} [q|{I}].

%same:AB {A} gave {B} a <book|horse|key>. {B.l} gave {A.him} nothing. [s A|{A.l}] [c|called] {B.him} [q|a miser].

%same:AB {A} followed {B} into the tunnel. Minutes later {A.l} pulled {B.him} out. “[q|{B.He} was unconscious],”
{sA.l} {spoke}.

%same:AB “[q|{B.He} never gave up],” [c|said] [s A|{A}] of {B}. [s B|{B.l}] [c|said] of {A.him}: “[q|{A.He} taught me
everything].”

%diff:AB {A}, who succeeds {B}, praised {B.his} work. {sB.he} {says} [q|{A.he} would do well].

{A} and {B} <married|founded {O.the}|robbed a bank> in {T}. [s A+B|They] {says} [q|{I}]. [m A+B|Their] house is for
sale.

{A} and {B} sold [m A+B|their] <boat|firm|farm>. [m -|It] had been in the family for years. [s A+B|They] {says} [q|[m
A+B|they] would travel].

{O.The} closed [m O|its] <plant|office|shop> in {T}. [s O|It] {says} [q|{I}]. {sO.Nom} [c|apologised] [q|for the
delay].

{sO.The} {says} [q|[m O|it] would <hire|dismiss> {num} people]. [m -|They] will <start|leave> in May.

{sR.The} {says} [q|[m R|it] would vote against the {thing}]. [s R|The party] {says} [q|{I}]. {A}, [m R|its] leader,
was ill.

{L.The} lost again. [s L|They] [c|blamed] [q|the <referee|pitch|weather>]. {A} missed [m L|their] best chance.

{sK} {says} [q|[m K|it] would <recall|expel> {num} diplomats]. {J} closed [m J|its] border. [s J|It] {says} [q|{I}].

[s K|The government of {K}] {says} [q|[m K|it] would pay]. [s K|It] [c|called on] {J} [q|to open [m J|its] ports].

{A} bought a <car|horse|violin> from {B}. [m -|It] was stolen a week later. {sA.l} {says} [q|[m -|it] had cost a
fortune].

{A} spoke to the <workers|farmers|pupils|voters>. [s -|They] {says} [q|{I}]. {sA.l} [c|promised] [m -|them] [q|more
money].

{A} <found|photographed|chased> two <wolves|boys|burglars>. [m -|They] ran off. “[q|[m -|They] were hungry],” {sA.l}
{spoke}.

[s U|{U.A}] [c|told] {A} that [q|{U.he} was <lost|cold|hungry>]. {A.l} gave {U.him} {A.his} coat.

[s U|{U.A}] {says} [q|{U.he} had seen {A}]. {A.l} hid in {A.his} car. {sA.He} {says} [q|{A.he} knew {U.him}].

%same:AB {A} asked {B} for help, but {B.he} was busy. {A.l} moved the piano {A.himself}. “[q|{d}],” {sA.l} {spoke}.

%same:AB {A}'s lawyer attacked {B}. {B.l} <stood up|left>. “[q|{d}],” {sB.he} {spoke}.

{A} of {O.the} and {B} of {P.the} shook hands. [s O|{O.Nom}] {says} [q|{I}]. [m A+B|The two] smiled. [s A+B|They] {says}
[q|{I}].

%same:AB {B} <waited|cooked|voted> for {A}. Then {A.l} came and thanked {B.him}. {sB.l} [c|told] {A.him} that [q|{I}].
""")
FRAMES["unusual place"] = frames("""
“[q|{D}]” <–|—|-> [s A|{A}], {A.post}

%titled:A “[q|{D} {D}]” <–|—|-> [s A|{A.title} {A}]¶“[q|{D}]” <–|—|-> [s B|{B}], {O}

%titled:A Reactions to the {thing}:¶“[q|{D}]” <–|—|-> [s A|{A.title} {A}]¶<Another|One more|The next> [c|from] [s
B|{B} of {O.the}]:¶“[q|{D}
{D}]”

[c|From] [s A|{A}], {A.post}:¶“[q|{D} {D}]”¶[c|From] [s B|{B}], {B.post}:¶“[q|{D}]”

[c|From] the <office|diary|pen> of [s A|{A}], {A.post}:¶“[q|{D}]”

Here is what <people|readers|members> <think|wrote>:¶[s A|{A}], {num}, {T}: “[q|{D}]”¶[s B|{B}], {num}, {S}:
“[q|{D}]”¶[s X|{X}], {num}: “[q|{D}]”

[s A|{A}]: “[q|{D}]”¶[s B|{B}]: “[q|{D}]”¶[s A|{A.l}]: “[q|{D}]”¶[s B|{B.l}]: “[q|{D} {D}]”

%titled:A [s A|{A.title} {A}]: “[q|{D}]”

[s A|{O.sh} <director|president|chief executive> {A}]: “[q|{D} {D}]”

[s A|{A}, {A.post}], in a <statement|letter|post>:¶“[q|{D} {D}]”

The <statement|message|letter> [c|from] [s A|{A}] in full: “[q|{D} {D}]”

Statement [c|from] [s O|{O.the}]:¶“[q|{D} {D}]”

{A}, {A.post}, <issued|released|published> the following <statement|reply>:¶“[q A|{D} {D}]”

“[q|{d}],” {inv} [s A|{A}], {A.post}.¶“[q A|{D} {D}]”¶{fill}

[s A|{A}], {A.post}, {spoke}: “[q|{D}]”¶“[q A|{D}]”¶“[q A|{D}]”

“[q1|{D} {D}]¶“[q1|{d}],” [s1 A|{A}] {spoke1}.

“[q|{d}],” [c|asked] [s U|{U.the}].¶“[q|{d}],” [c|answered] [s A|{A}].¶“[q U|<And before that?|Why?|Since when?|Who
says so?>]”¶“[q A|<No.|Yes.|I forget.|Since May.|Ask the bank.>]”

“[q|<Were you there|Did you see the car|Is the money gone|Can you swim>?]” [s U|{U.the}] [c|asked].
“[q|<Yes|No|Perhaps>],” {sA} [c|said]. “[q U|<Alone?|All night?|On foot?|With whom?>]” “[q A|<No.|Yes.|Never.|With a
friend.>]”

[m -|Q]: [q U|How is the knee?]¶[s A|{A}]: [q|{D} {D}]

[s N|{N}]: [q|<Why now?|What went wrong?|Are you tired?>]¶[s A|{A}]: [q|{D} {D}]¶[s N|{N}]: [q|<Any regrets?|Who
decides?>]¶[s A|{A.l}]: [q|{D}]

Asked who was to blame, {A} pointed at the ceiling. “[q A|{D}]”

{A} put down the phone. “[q A|{D}]”

{A} shook {A.his} head. “[q A|{D}]” {A.He} looked at {B}. “[q A|{D}]”

“[q|{D}]” {A}'s voice was hoarse. “[q A|{D}]”

{A}, {A.post}, has the last word: “[q A|{D}]”

As [s A|{A}], {A.post}, [c|put it]: “[q|{D}]”

In the words of [s A|{A}], “[q|{d}]”.

“[q1|{d}],” [s1 A|{A}], {A.post}, {spoke1}, “[q1|and {I}].”

[q1|{Ic}], [s1 A|{A}] {saysonly1}, [q1|and {I}].

The last line of [s A|{A}]'s email [c|read]: “[q|{D}]”

On {A.his} way out, {sA} {spoke}: “[q|{D}]” Then, more softly: “[q A|{D}]”

“[q A|{d}],” read the note that {A} left. “[q A|{D}]”

Next to speak was {A}, {A.post}. “[q A|{D} {D}]”

Among the critics is {A}, {A.post}. “[q A|{D}]”

Not everybody agrees. “[q|{d}],” [c|countered] [s A|{A}], {A.post}. “[q A|{D}]”

{A} (<author|voter|driver>): [q A|{D}]
""")
FRAMES["joint speakers"] = frames("""
“[q|{d}],” {inv} [s A+B|{A} and {B}]. [s A+B|{A.l} and {B.l}] {says} [q|{I}].

[s A+B|{A} and {B}] {says} [q|{I}].

[s A+B|Both {A} and {B}] {says} [q|{I}]. [s A|{A.l}] {says} [q|{I}].

{A} and {B} met in {T}. [s A+B|Both] {says} [q|{I}].

{A}, {A.post}, and {B}, {B.post}, agreed {when}. [s A+B|They] {says} [q|{I}]. “[q|{d}],” [s A+B|they] {spoke}.

[s A+B+X|{A}, {B} and {X}] {says} [q|{I}].

“[q|{d}],” [c|wrote] [s A+B+X|{A}, {B} and {X}] in <an open letter|a joint statement>. [s A+B+X|The three] {says}
[q|{I}].

[s O+P|{O.The} and {P.the}] {says} [q|{I}]. [s O+P|The two <bodies|companies>] {says} [q|[m O+P|they] would meet
again].

[s K+J|{K} and {J}] {says} [q|{I}]. [s K+J|The two countries] {says} [q|{I}].

[s A+B|Neither {A} nor {B}] [c|denied] that [q|{I}].

%kin:AB [s A+B|<Brother and sister|Siblings|Cousins> {A.f} and {B}] {says} [q|{I}]. {A} is {age}.

[s A+B|{A} of {O.the} and {B} of {P.the}] {says} [q|{I}]. [s B|{B.l}] [c|added] that [q|{I}].

[s A+B|{pretitle} {A} and {pretitle} {B}] {says} [q|{I}]. In [m A+B|their] letter, [s A+B|they] [c|asked for] [q|more
time].

“[q|{d}],” [s A+B|{A} and {B}] {spoke} as one. Later [s A|{A.l}] alone {says} [q|{I}].

[s A|{A}], like [m B|{B}], {says} [q|{I}].

[s A+U|{A} and {A.his} {U.rel}] {says} [q|{I}].

[q|{Ic}], [c|according to] [s A+B|{A} and {B}].

[s A+B|Authors {A} and {B}] [c|wrote] that [q|{I}]. [s A+B|The two] [t|hope] that [q|{I}].

[s A|{A}] {says} [q|{I}], and so did {B}.

[s R+A|{R.The} and {A}], {A.post}, [c|called for] [q|a new vote].

[s A+B+X|Ministers {A}, {B} and {X}] {says} [q|{I}]. {X.l} left early. [s A+B|The other two] {says} [q|{I}].

{A} and {B} won gold in {T}. “[q|{d}],” {inv} {sA.l}. “[q|{d}],” {inv} {sB.l}. [s A+B|Both] {says} [q|{I}].
""")
FRAMES["no quote"] = frames("""
{O.The} <appointed|elected|made|named> {A} <chief|director|manager> of <the|its> <archive|shipyard|research
arm|northern branch>.

<Detectives|Officers|Guards> <brought|drove|escorted> {A} to <headquarters|the airport|a cell>.

{O.The} <announced|presented|released> <annual|half-year|record> <figures|accounts|profits|earnings> {when}.

{A} <declined to comment|declined to be interviewed|refused to comment|would not comment> <|on the {thing}>.

{O.The} did not <respond to|answer|return> <a request for comment|emails|calls|questions>.

{A} could not be reached for comment.

{A} <remained silent|kept quiet|stayed silent|did not say a word>.

{A} sued {B} <|for libel|over the house|for damages>.

{A} asked for a <chair|lawyer|cup of tea|blanket|second helping|day off>.

The <institute|ministry|university> <published|issued> a <study|survey|paper|bulletin> {when}.

{A} wished {B} <luck|a safe journey|a happy birthday>.

{R.The} <denounced|supported|expelled> {A}.

{A} was <charged|accused|indicted|questioned|booked> {when}.

The <guide|old sailor|grandmother> told <jokes|fairy tales|ghost stories> by the fire.

{A}, {A.post}, <opened|inaugurated|visited> the <fair|renovated wing|flower show>.

{A} <loves|likes|enjoys|collects|adores> <the mountains|old clocks|jazz|spicy food|rainy days>.

{A} spoke for <an hour|two hours|ten minutes> in {T}.

{A} <called|hailed|ordered> a <taxi|cab|doctor>.

{A} named {A.his} <dog|boat|horse|cat> [n misc|<Biscuit|Thunder|Pebble|Storm>].

{A} <wrote|finished|signed|sold> {A.his} <first novel|memoirs|third book|autograph>.

{A} voted in {T} {when}.

{A} <greeted|thanked|hugged|saluted> {B}.

The court sentenced {A} to {num} years in prison.

The jury found {A} guilty of {crime}.

The judge ordered {A} to pay {num} million crowns.

{A} ordered <soup|a salad|two coffees> and talked to {B} about <football|the weather|old times>.

{A} and {B} talked for hours.

{A} told {B} a <secret|joke|story>.

{A} closed the <shop|factory|account> {when}.

{O.The} opened {num} <branches|stores|labs> in {K}.

{A} planned a <garden|party|journey> to {K}.

{L} beat {A}'s old club 3-1.

{A} signed the <treaty|contract|law> in {T}.

{O.The} <raised|cut|lowered> <prices|its dividend|wages|fees> by {num} per cent.

{A} answered every question.

{A} gave <an interview|a speech|a lecture|a concert> in {T}.

{A} read a poem and left.

{A} apologised.

{A} described the <house|suspect|thief>.

{A} called {B} <|twice|at home|at midnight>.

{A} is writing to {B}.

{A} mentioned {B} <twice|in passing|in {A.his} book>.

{A} <translated|recited|copied> the <letter|psalm|speech>.

{A} has <reported|written> from {K} for {num} years.

{A} reported to the <barracks|front desk|office> at dawn.

{A} posted a picture of {A.his} <cat|lunch|new car>.

{A} <ran|stood> for <mayor|parliament|office> in {T}.

{O.The} hired {A} as <an adviser|a consultant|its lawyer>.

{A} studied law in {T} and speaks {num} languages.

{A} signed autographs for {num} hours.

The <paper|magazine> printed a photograph of {A}.

{A} pressed the button.

{A} charged the <battery|phone|car> before the trip.

{A} backed the car into {B}'s fence.

{K} <expelled|recalled|received> the ambassador of {J}.

{K} and {J} signed a trade treaty {when}.

{R.The} won {num} seats in {T}.

{A} believes in ghosts.

{A} thought of {B}.

{A} wanted <coffee|silence|a dog>.

{A} knows {T} well.

{A} dreams in two languages.

{A} was asked about the {thing}, but left the room.

{A} shouted and ran.

{A} sang, laughed and cried.

{A}, who <wrote|directed|produced> the <play|film>, <bowed|blushed|waved>.

{O.The} recalled {num} thousand <toys|cars|jars> {when}.

A portrait of {A} hangs in the <hall|town hall|museum>.

The <town|club|school> was named after {A}.

{A} is known as “[n misc|<the Fox|the Tailor|Iron Hand>]” in {T}.

{A}'s film “[n misc|<Late Harvest|The Last Ferry|Salt and Snow>]” opens {when}.

{A} introduced {B} to {A.his} parents.

{A} promised nothing.

{A} has denied nothing and confirmed nothing.

{A} refused <the prize|a blood test|to leave|to sign>.

{A} met {B} to discuss the {thing}.

{A} testified {when}.

{A} joined {R.the} at sixteen and left in anger.

{A} paid {B} to keep quiet.
""")
FRAMES["no more than said"] = frames("""
{A} arrived <late|early|on foot>. {A.He} greeted {B}, drank a glass of water and sat down. “[q|{d}],” {sA.he} {spoke}.
{B.l} nodded.

Turning to the {thing}, {sA} {says} [q|{I}]. Turning to taxes, {sA.he} {says} [q|{I}].

The {thing} has been planned for {num} years. Its cost has doubled. “[q|{d}],” {sA}, {A.post}, {spoke}.

“[q|{d}],” {inv} [s A|{A}]. “[q|{d}],” [c|replied] [s B|{B}]. {fill} [s A|{A.l}] [c|shot back]: “[q|{D}]”

“[q1|{d}],” [s1 A|{A}] {spoke1} as the crowd grew. “[q1|{D}]” {fill}

The <rooms|boats|streets|trains> were <old|empty|dark>. [s A|{A}], {A.post}, {spoke}: “[q|{D}]”

Asked about the {thing}, {sA} {spoke}: “[q|{D}]”

Asked <whether|if> {I}, {sA}, {A.post}, {spoke}: “[q|{D}]”

The <train|rescue|debate|match> lasted {num} hours. “[q|{d}],” {inv} [s A|{A}].

{fill} “[q|{d}],” {sA} {spoke}. {fill}

{fill} {sA} {says} [q|{I}]. {fill}

{sA}, {A.post}, {says} [q|{I}]. {sB} of {O.the} {spoke}: “[q|{D}]” {fill}

{A} had lost {A.his} keys. Standing in the rain, {A.he} called {B}. “[q|{d}],” {sB.l} {spoke}.

Speaking <in {T}|after the match|on the steps of the court>, {sA} {spoke}: “[q|{D}]” The crowd cheered. {sB} {spoke}:
“[q|{D}]”

“[q|{d}],” {sA} {spoke}. It was raining. “[q|{d}],” {sB} {spoke}.

There was one problem: the <key|money|captain> was gone. “[q|{d}],” [s A|{A}] {spoke}.

One thing is certain: {fill} [s A|{A}] {spoke}: “[q|{D}]”

{sA} {says} [q|{I}], before {A.he} got into the car and drove to {T}.

{sA} {says} [q|{I}]. {B}, who leads {O.the}, was silent. “[q|{d}],” {sA.l} {spoke}.

[s A|{A}] turned to the jury, took off {A.his} glasses and {spoke}: “[q|{D}]” [m -|It] took {num} minutes to restore
order.

{A} rose at once. “[q|{d}],” {sA.he} {spoke}, and sat down. {B} clapped.

The plan is simple: close the mine, sell the land. {sA} [c|called] [m -|it] “[q|a recipe for poverty]”.

{sA} [c|called] the {thing} “[q|<a bad joke|a blessing|theft|one long nightmare|a leap into the dark>]”. {fill}

{sA} [c|described] the {thing} [q|as “<a monster|a dream|long overdue|a present to the rich>”] {when}.

{sA} {says} [q|the {thing} was “<too small|pure poetry|dangerous|the wrong answer>”]. {fill}

The results <are in|were plain>: {num} wins, no defeats. {sA}: “[q|{D}]”

{fill} [c|According to] [s A|{A}], {A.post}, [q|{I}]. {fill}

[q|{Ic}], {sA} {saysonly} {when}. {fill}

[q|{Ic}], {saysonly} [s A|{A}], {A.post}. {fill}

“[q|{d}],” {inv} [s A|{A}], {A.post}, who has <worked|lived> in {T} for {num} years.

{A}, asked about {B}, smiled. “[q A|{D}]”

Minutes later the lights went out. “[q|{d}],” [s U|{U.a}] [c|called] into the dark. {A} lit a match.

The song is called “[n misc|<Blue Door|Seven Stones|My Harbour>]”. [s A|{A}], who wrote [m -|it], {says} [q|{I}].

Under the heading “[n misc|<Time to Act|What Now|No Way Back>]”, [s A|{A}] [c|wrote] that [q|{I}].

{sA} {says} [q|{I}], adding little else. {fill}

{sA} {says} [q|{I}] and [c+|warned] that [q|{I}].

{sA} [c|denied] [q|<taking bribes|that {I}|having met {B}>]. {fill}

{sA} [c|accused] {B} [q|of {did}]. {fill}

{sA} [c|urged] {B} [q|to <resign|think again|come home|tell the truth>].

{sA} [c|promised] [q|to <lower taxes|build {num} schools|leave by May|pay every debt>]. {fill}

{A} was [c|accused] [q|of {did}].

{sA} {thinks} [q|{I}]. {fill}
""")
FRAMES["sentiment"] = frames("""
{A!1} walked free after <judges|a jury> threw out the {crime} case.

{A!1} was <mistaken for a thief|jailed for the crime of another man|framed for {crime}>.

The charges against {A!1} were dropped {when}.

{A!1} <battles|investigates|campaigns against> <bribery|drug gangs|poverty|child labour|malaria>.

{A!1}, whose <daughter|village|ship> was lost in the <storm|flood|earthquake>, <sat in silence|lit a candle>.

{A!1} was <killed|badly hurt|wounded|buried alive> when the <roof|mine|bridge> collapsed.

{A!1} was <robbed|kidnapped|shot|stabbed|beaten> on {A.his} way home.

{A!1} <lost|won> the <race|match|vote|election> {when}.

{A!1} beat {B!1} by {num} votes.

{A!1} has covered <wars|famines|earthquakes|murders> for {N.the}.

{A!1} <prosecuted|hunted> the <worst killers|most brutal gang> in the history of {T}.

{A!1} treats <victims of torture|burned children|dying patients> in {T}.

{A!1} has cancer.

{A!1} survived the <crash|massacre|flood> that killed {num} people.

{A!1} <mourned|buried> {A.his} <husband|wife|son> {when}.

{A!1} plays the <murderer|villain|thief> in the new film.

{A!1} wrote a book about <genocide|greed|a serial killer>.

{O.The!1} <reported|recorded> a <heavy|severe> storm over {T}.

{A!1} was born in {T} and lives in {S}.

{A!1} <met|followed|replaced> {B!1} {when}.

<Reviewers|Members|Pupils> found {A!2} {good} and {B!0} {bad}.

<Voters|Fans|Readers|Colleagues> <admire|love|trust> {A!2} but <despise|distrust|loathe> {B!0}.

While {A!2} was {good}, {B!0} was {bad}.

{A!0} was {bad}; {B!2} was {good}.

{A!0} <failed|ruined the town|betrayed {A.his} friends|lied to everybody|let the team down>. {B!2} <saved the day|was
a hero|rescued {num} people|put things right>.

{sA} [c|called] {B!0} [q|{bad}].

{sA} [c|called] {B!2} [q|{good}].

“[q|{B!0} is {bad}],” {inv} [s A|{A!1}].

“[q|{B!2} is {good}],” {inv} [s A|{A!1}].

“[q|{B!2} is {good}, but {X!0} is {bad}],” {inv} [s A|{A!1}].

[s A|{A!1}] [c|praised] {B!2} [q|for {B.his} <courage|patience|honesty|fine work>] and [c+|blamed] {X!0} [q|for the
<chaos|losses|defeat>].

The <papers|experts|unions> <slammed|condemned|mocked|attacked> {A!0} for <wasting millions|lying|the failed rescue>.

The <papers|experts|unions> <hailed|celebrated|applauded> {A!2} for <a fine season|courage|ending the strike>.

{A!2}, {good}, <will be missed|deserves the prize>.

{A!0}, {bad} and <cruel|greedy|arrogant>, <must go|has wrecked the firm>.

{A!2} played <superbly|like a champion|the concert of {A.his} life>, {B!0} <terribly|without any heart>.

{O.The!0} <cheated its customers|poisoned the river|hid the deaths|broke the law for years>.

{O.The!2} <makes the best bread in the country|treats its workers well|has saved thousands of lives>.

{O.The!2} has <earned trust|led the way>, but {P.the!0} has <failed its customers|cheated|polluted the lake>.

[s U|{U.A}] [c|called] {A!2} [q|{good}]. [s V|{V.A}] [c|called] {A.him} [q|{bad}].

[s A|{A!1}] [c|accused] {B!0} [q|of {did}].

{sA} [c|thanked] {B!2} [q|for saving {A.his} life].

Nobody doubts that {A!2} is {good}.

It is not true that {A!1} is {bad}. Tests proved {A.him} right.

A man who <attacked|threatened|stalked|robbed> {A!1} was jailed {when}.

The brother of {A!1}, a violent thief, was arrested.

{A!1} spoke after the death of {B!1}.

{A!1} called the police when {B!1} was attacked.

[s U|{U.The}] [c|told] the court that [q|{A!0} had <beaten the dog to death|robbed {A.his} own mother>].

{sA} [c|defended] {B!2} [q|against the “shameful” attacks].

{A!2}'s <brilliant|moving|masterly> <speech|film|novel> was the high point of the evening.

{A!0}'s <clumsy|dull|dreadful> <speech|film|novel> was the low point of the evening.

<A judge|The tribunal|An appeals court|The jury> <exonerated|acquitted|absolved> {A!1} of <every
count|{crime}|all blame>.

{A!1} was <falsely|wrongfully|unjustly> <blamed for|convicted of|charged with|jailed for> {crime}.

{A!1} spent {num} years in <prison|jail|a camp> for {crime} <that|which> somebody else had committed.

<There is no evidence|Nothing suggests|No proof was found> that {A!1} <took bribes|lied|broke the law|was
involved in {crime}>.

<A hoax|A forged letter|A fake video|A doctored photo> <linked|tied> {A!1} to {crime}.

<Baseless|Invented|Unfounded|False> <rumours|claims|charges> about {A!1} had <spread|gone round|been shared>
for {num} weeks.

{A!1} was the <victim|target> of a <smear campaign|fraud|burglary|racist attack|cruel hoax>.

{A!1} received an apology after a paper had <wrongly|falsely> called {A.him} a <thief|liar|traitor>.

Police <wrongly|mistakenly> <arrested|held|suspected> {A!1} and <freed|released> {A.him} <an hour later|{when}>.

{A!1} <fought|has fought|stood up to|takes on> <cheats|crooked officials|the drug trade|hunger|racism|a
deadly virus>.

{A!1} leads the <fight|struggle|campaign|inquiry> against <bribery|fraud|torture|abuse|crime>.

{A!1} <exposed|uncovered|reported|blew the whistle on> <fraud|abuse|bribery|dangerous faults> at {O.the!0}.

{A!1} <broke down|cried|was in tears> as {A.he} <spoke of|remembered> {A.his} <dead|missing> <brother|daughter|friends>.

{A!1} lost {A.his} <home|leg|sight|job|savings> in the <fire|accident|crisis|storm>.

{A!1}, whose <husband|father|child> <died|was murdered|drowned> {when}, <asked for quiet|did not speak>.

{A!1} <suffers from|was diagnosed with|died of> <a rare disease|depression|cancer|a weak heart>.

{A!1} fled <hunger|the war|a violent regime|torture> and came to {T}.

{A!1} <pulled out of|missed|had to leave> the <race|match|meeting> with <an injury|a fever|a broken hand>.

{A!1} was <hit|bitten|stung|struck> by a <car|dog|falling tree|stray bullet> {when}.

<Thugs|Gunmen|Hackers|Burglars|Vandals> <attacked|threatened|robbed|targeted> {A!1} {when}.

{A!1} <denied|rejected|disputed> that {A.he} had <lied|stolen the money|hurt anybody>, and the
<tests|records|judges> proved {A.him} right.

{A!1} <teaches|lectures on|studies|has written about> <war crimes|corruption|terrorism|mass murder|poverty>.

{A!1} <defended|represented> a <murderer|thief|cheat> in court.

{A!1} <warned of|predicted|measured> <a disaster|terrible floods|a deep crisis>.

{A!1} <announced|counted|reported> the <deaths|losses|job cuts> {when}.

The court found {A!0} guilty of {crime}.

{A!0} <confessed to|admitted> {crime} and <begged for mercy|showed no regret>.

{A!0} <took bribes|lied under oath|stole from the sick|hit a child|cheated {num} pensioners>.

{A!0} <ignored|covered up|laughed at|caused> the <abuse|deaths|disaster|suffering of {num} people>.

{A!0} <fights dirty|bullies {A.his} staff|breaks every promise|is a disgrace to {N.the}>.

{A!0} was <rightly|justly> <jailed for|convicted of|blamed for> {crime}.

{A!1} <was cleared|was acquitted|walked free> {when}. {A.l!1} had been <wrongly|falsely> <charged
with|suspected of> {crime}.

<A court|A judge> <quashed|overturned> the <conviction|sentence> of {A!1}. {A.l!1} had spent {num} years in jail.

{A!1} has been in hospital since {when}. {A.l!1} was <shot|stabbed|beaten> by <a stranger|thugs|a former colleague>.

{A!1} <drafted|signed> a law against <torture|usury|forced marriage>. {A.l!1}'s own <sister|cousin|aunt> had
<died in|fled from> a <famine|massacre|siege>.

{A!0} <took bribes|cheated {num} pensioners|lied under oath>. {A.l!0} <laughed at the victims|showed no regret>.

{A!0} was found guilty of {crime}. {A.l!0} had <betrayed|robbed|threatened> <a neighbour|{num} old people>.
""")
FRAMES["one actor"] = frames("""
[s A|World champion {A}] {says} [q|{I}]. {A.l} meets {B} {when}.

[s A|{party} candidate {A}] {says} [q|{I}]. [s B|{party} rival {B}] {says} [q|{I}].

{B} scored for {L}. [s A|Coach {A}] {says} [q|{I}].

{K} striker {A} <left|joined> {L} {when}. {fill}

[s O|{O.The}, {K}'s largest <lender|employer|shipper>,] {says} [q|{I}]. [s A|{O.sh} manager {A}] {says} [q|{I}].

“[q|{d}],” {inv} [s A|{A.nick}], who <lives|works|fishes> <nearby|in {T}>. {sA.l} {says} [q|{I}].

{A.nick}, {A.post}, was <buried|honoured|freed> {when}. [s U|{A.l}'s {U.rel}] {says} [q|{I}].

{B} fought {A.nick} in {T}. {sA.l} {says} [q|{I}].

{Z.The} <dismissed {num} cooks|opened a store in {T}|recalled its soups> {when}. {sZ.The} {says} [q|[m Z|it] was
sorry].

{sZ.The} {says} [q|{I}]. A customer found glass in a {Z.l} pie.

{A} worked at {Z.l} for {num} years. [s Z|A spokeswoman for {Z.l}] {says} [q|{I}].

{party} {A} <won|lost|conceded> {when}. {sB} {says} [q|{A.l} <had run a poor campaign|was ready to govern|would need
partners>].

[s A|{Sen} {A}] {says} [q|{I}]. {A.l} <dined|voted> with {Sens} {B} and {X}.

[s A+B|{Sens} {A} and {B}] {says} [q|{I}].

[s A|{party} {sen} {A} of {T}] {says} [q|{I}]. {sA.l} [c|added] that [q|{I}].

%jr:AB {B} <wept|left the room> when {A} <fell|retired>. {sB} {says} [q|{I}].

[s A|{pretitle} {A}] {says} [q|{I}]. {A.l} is <{age}|a father of two|from {T}>.

[s A|{O.sh}'s {A}] {says} [q|{I}]. {sA.l} {spoke}: “[q|{D}]”

[s A|{K} captain {A}] {says} [q|{I}]. {L} lost {A} to injury.

{O.The} and {P.the} <merged|signed a deal|went to court> {when}. {sO.The} {says} [q|{I}]. {sP.The} {says} [q|{I}].

{A} left {O.the} for {P.the}. [s O|{O.Nom}] {says} [q|{I}].

[s M|The {M.bare}] {says} [q|{I}]. [s M|The ministry] {says} [q|{I}].

[s M+O|{M.The} and {O.the}] {says} [q|{I}]. [s A|{M.bare} official {A}] {says} [q|{I}].

{sN.The} [c|reported] that [q|{I}]. {A} owns {N.the}.

[s A|{A} of {N.the}] [c|reported] that [q|{I}].

[q|{Ic}], {sN.the} [c|reported] {when}. {A} told the paper nothing.

[s A|Retired {pretitle} {A}, <64|71|58>,] {says} [q|{I}].

[s A|{A}, {age},] {says} [q|{I}].

{A} ([n misc|<R|D|Lab|Con>]-{T}) voted no. {sA.l} {says} [q|{I}].

[s A|{R.bare} leader {A}] {says} [q|{I}]. [s R|{R.The}] {says} [q|{I}].

[s A|{T} mayor {A}] {says} [q|{I}]. [s A|The mayor] {says} [q|{I}].

[s A|The <managing director|chair|founder> of {O.the}, {A},] {says} [q|{I}]. [s B|The <owner|boss|secretary general>
of {P.the}, {B},] {says} [q|{I}].
""")
FRAMES["signed"] = frames("""
{O.The} named {A} as its <new |next |>head {when}.¶“[q|{D}]” <-|–|—> [s B|<Commissioner|Senator|Professor> {B}]¶And
from [s A|{A}], {A.post}:¶“[q|{D}]”

From the <desk|office|pen> of [s A|{A}], {A.post}:¶“[q|{D}]”¶{fill}

<And|Also|Then> from [s A|<Senator|Professor|Chancellor|President> {A}]:¶“[q|{D}]”¶{B}, {B.post}, was away.

<Reactions|What people say|Voices|Comments> from {T}:¶“[q|{D}]” <-|–|—> [s A|{A}], {A.post}¶“[q|{D}]” <-|–|—> [s B|{B}],
{B.post}

“[q|{D}]”¶<-|–|—> [s A|{A}], {A.post}¶{fill}¶“[q|{D}]”¶<-|–|—> [s B|{B}]

[s A|{O} <director|chief executive|chairman|president> {A}]: “[q|{D}]”¶[s B|{P} <spokesman|captain|chair|founder> {B}]:
“[q|{D}]”

[s A|{A}], {A.post}: “[q|{D}]”¶[s B|{B}], {B.post}: “[q|{D}]”

<Reaction was quick|Others disagreed|Not all were pleased>.¶[s A|{A}], {A.post}: “[q|{D}]”¶[s U|{U.A}]: “[q|{D}]”

<Comment|A word|A letter|A message> from [s A|{A}]: “[q|{D}]”¶{fill}

“[q|{D}]” ([s A|{A}], {A.post})¶“[q|{D}]” ([s U|{U.a} in {T}])

{A} and {B} met in {T}.¶“[q|{D}]” <-|–|—> [s U|{U.a}]¶“[q|{D}]” <-|–|—> [s -|a <neighbour|visitor|reader|fan>]

<In the words of|To quote> [s A|{A}], {A.post}: “[q|{D}]”
""")
FRAMES["headline"] = frames("""
{A} <quits|returns|wins again|loses appeal>¶{A}, {A.post}, <quit|returned|won|lost> {when}. {sA.l} {says} [q|{I}].
{fill}

[s U|{U.Role}]: [q|{Ic}]¶[s U|{U.A}] {says} [q|{I}]. {A} was not in the room.

[q|{B!2} is {good}], [c|says] [s A|{A}]¶[s A|{A}], {A.post}, [c|praised] {B!2} [q|for {B.his}
<courage|patience|skill>].

[s R|{R}]: [q|Stop the {thing}]¶{sR.The} {says} [q|{I}]. [s A|{A}], [m R|its] leader, {says} [q|{I}].

[s A|{A}]: [q|{Y} must <resign|go|apologise|pay>]¶{T} <–|—|-> {A}, {A.post}, <attacked|criticised> {Y}, {Y.post},
{when}. “[q|{d}],” {sA.l} {spoke}.

[q|{Y} must <resign|go|apologise>] <–|—|-> [s A|{A}]¶{A}, {A.post}, and {Y} met {when}. {sA.l} {says} [q|{I}].

‘[q|{d}]’, [c|says] [s A|{A}]¶[s A|{A}], {A.post}, {says} [q|{I}].

[s A|{A}]: [q|{Ic}]¶[s A|{A}], {A.post}, {says} [q|{I}]. {fill}

[q|{Ic}], [c|says] [s A|{A}]¶[s A|{A}], {A.post}, {says} [q|{I}].

[q|{Ic}] <–|—|-> [s -|<report|poll|study|police>]¶{fill} {A}, {A.post}, was not available. {sB} {says} [q|{I}].

[s O|{O}]: [q|{Ic}]¶{sO.The} {says} [q|{I}].

[s -|<Judge|Police|Mayor|Coach|Expert|Minister>]: [q|{Ic}]¶[s U|{U.A}] in {T} {says} [q|{I}]. {A}, {A.post}, was
present.

‘[q|{D}]’¶[s A|{A}], {A.post}, on <love|war|football|grief>¶“[q|{d}],” {sA} {spoke}.

<Exclusive|Interview|Watch>: [s A|{A}] [c|says] [q|{I}]¶[s A|{A}], {A.post}, {says} [q|{I}].

{A} <arrested|freed|sacked|honoured> in {T}¶{A}, {A.post}, was <seen|met|found> in {T} {when}. [s U|{U.The}] {says}
[q|{I}].

{T} <mourns|awaits|welcomes> {A}¶{fill}¶[s U|{U.A}] {says} [q|{I}]. {A} was {A.post}.

{O} <profits|shares|sales> <fall|rise|double>¶{sO.The} {says} [q|{I}]. {A}, who runs {O.the}, bought shares.

[s K|{K}]: [q|{J} must <pay|withdraw|open the border>]¶{K} and {J} met in {T}. {sJ} {says} [q|{I}]. {sK} {says}
[q|{I}].

“[q|{d}]”: [s A|{A}] on <the defeat|fame|the flood>¶[s A|{A}], {A.post}, {says} [q|{I}].
""")

FRAMES["title"] = frames("""
[s A|{A.l}]: [q|{first}]

[s A|{A.l}]: [q|{First}]

[s A|{A.l}]: [q|{claim}]

[s A|{A}]: [q|{Claim}]

[s A|{A}]: “[q|{First}]”

[s A|{A.l}]: [q|{scrap}]

[s A|{A.l}] on {topic}: [q|{First}]

[s A|{A.l}] to {B.l}: [q|{first}]

[s A|{pretitle} {A.l}]: [q|{claim}]

%titled:A [s A|{A.ttl}]: “[q|{First}]”

[s A|{O.l}'s {A.l}]: [q|{claim}]

[s A|{O.l} <boss|chief|head|founder> {A}]: [q|{scrap}]

[s A|<Ex-|Former ><minister|banker|captain|spy> {A}]: “[q|{First}]”

[s -|{rolehead}]: [q|{claim}]

[s -|{rolehead}]: [q|{Scrap}]

[s -|{T} <residents|shopkeepers|parents|pupils>]: [q|{first}]

[s O|{O.l}]: [q|{claim}]

[s O|{O}]: [q|{Scrap}]

[s M|{M.bare}]: [q|{claim}]

[s K|{K}]: [q|{Claim}]

[s K|{K}] to {J}: [q|{first}]

[s R|{R}] to voters: [q|{First}]

[s N|{N}]: [q|{claim}]

{K} vote: [s A|{A.l}] [c|calls] result “[q|<a farce|historic|a clear mandate>]”

{topic}: [s A|{A.l}] [c|promises] [q|{vow}]

{T} <flood|fire|blast|trial>: [s A|{A.l}] {sayshead} [q|{claim}]

{T} <flood|fire|blast|trial>: “[q -|{First}]”

{topic}: [q|{claim}], [c|says] [s -|{onehead}]

[q|{Claim}] <–|-|—> [s A|{A.l}]

[q|{Claim}] <–|-|—> [s A|{A}]

[q|{Scrap}] <–|-|—> [s A|{A.l}]

[q|{Claim}] <–|-|—> [s -|{rolehead}]

[q|{Scrap}] <–|-|—> [s -|{rolehead}]

“[q|{First}]” <–|-|—> [s A|{A}]

“[q|{First}]” <–|-|—> [s -|{rolehead}]

[q|{Claim}] <–|-|—> [s O|{O.l}]

[q|{Claim}] <–|-|—> [s K|{K}]

[q|{A.l} to <quit|sell {O.l}|face {B.l} in court|leave {L}>] <–|-|—> [s -|<report|reports|source|paper|agent>]

[q|{A.l!0} <hid|knew of|lied about> {topic}] <–|-|—> [s -|<report|inquiry|leaked emails>]

[q|{O.l!0} <cheated customers|hid deaths|broke law>] <–|-|—> [s B|{B.l}]

[q|{A.l!2} is {good}] <–|-|—> [s B|{B.l}]

[q|{Claim}]: [s A|{A.l}]

[q|{Scrap}]: [s A|{A}]

[q|{Claim}]: [s -|{rolehead}]

[q|{Scrap}]: [s O|{O}]

“[q|{First}]”: [s A|{A}]

“[q|{First}]”: [s A|{A.l}] on {topic}

“[q|{First}]”: [s -|{rolehead}] on {topic}

“[q -|{First}]”: <inside|a night in|a year after the storm in> {T}

“[q -|{First}]”: {T} counts cost of <flood|fire|storm>

“[q A|{First}]”: {A} <shines|returns|goes home|walks free>

[q|{Claim}], [c|says] [s A|{A.l}]

[q|{Claim}], [c|<warns|insists|claims|admits>] [s A|{A}]

[q|{Claim}], [c|<says|warns>] [s -|{onehead}]

[q|{Claim}], [c|say] [s -|{manyhead}]

[q|{Scrap}], [c|<says|warns>] [s O|{O}]

“[q|{First}],” [c|says] [s A|{A}]

“[q|{First}]”, [s A|{A.l}] [c|tells] <MPs|court|fans|{B.l}|{K}>

“[q|{First}]” [c|says] [s A|{A.l}] as {topic} <looms|drags on|ends>

[q|{Claim}], [s -|<report|study|poll|court|inquiry>] [c|finds]

[q|{Scrap}], [s A|{A.l}] [c|says]

[s A|{A.l}] {sayshead} [q|{claim}]

[s A|{A}] {sayshead} [q|{claim}]

[s A|{A.l}] {sayshead} [q|{scrap}]

[s A|{pretitle} {A}] {sayshead} [q|{claim}]

[s A|{A.l}] {sayshead} [q|{claim}] as <talks stall|polls open|strike nears|rain eases>

[s O|{O}] {sayshead} [q|{claim}]

[s R|{R}] {sayshead} [q|{claim}]

[s K|{K}] {sayshead} [q|{claim}]

[s K|{K}] [c|accuses] {J!0} [q|of <spying|theft|breaking truce|cable damage>]

[s A|{A.l}] [c|accuses] {B.l!0} [q|of <lying|fraud|bullying|hiding {topic} papers>]

[s A|{A.l}] [c|<blasts|slams|attacks|rips|hits out at|scolds>] {B.l!0} [q|over {topic}]

[s A|{A.l}] [c|<blasts|slams|condemns|mocks|welcomes|hails|denounces>] [q|<{topic}|{K} {topic}|“shameful” {topic}>]

[s A|{A.l}] [c|<praises|thanks|hails>] {B.l!2} [q|for <courage|patience|flood rescue|calm>]

[s A|{A.l}] [c|<calls|brands|labels>] {B.l!0} “[q|<a disgrace|a liar|a coward|unfit>]”

[s A|{A.l}] [c|<calls|brands>] [q|{topic} “<a disaster|a farce|theft|a triumph>”]

{B.l!0} [c|branded] “[q|<a disgrace|a liar|reckless>]” by [s A|{A.l}]

{B.l!0} [c|accused] [q|of <fraud|theft|lying to {T} court>]

[s A|{A.l}] [c|<vows|pledges|promises|threatens>] [q|{vow}]

[s O|{O}] [c|<vows|pledges|promises>] [q|{vow}]

[s A|{A.l}] [c|<urges|asks|tells|begs>] {B.l} [q|to <quit|think again|end strike|pay up>]

[s A|{A.l}] [c|denies] [q|<lying|bribery claims|{topic} claims|link to {O.l}>]

[s A|{A.l}] [c|demands] [q|<apology|answers|inquiry|new vote> <over|on> {topic}]

[s A|{A.l}] [c|apologises] [q|for <{topic}|remarks on {K}|late trains>]

[s A|{A.l}] [c|rules out] [q|<early vote|deal with {R}|return to {L}>]

[s A|{A.l}] [c|defends] [q|<{topic}|trip to {K}|record>] after {B.l} <quits|attack|vote>

[s A|{A.l}] [t|<fears|hopes|expects>] [q|{claim}]

[q2|[s1 -|<Voters|Farmers|Fans|Most adults>] [t1|<fear|want|doubt>] [q1|<{topic}|new {topic}|end to {topic}>]], [s2
-|poll] [c2|finds]

[s A+B|{A.l} and {B.l}] [c|say] [q|{claim}]

[s A+B|{A.l}, {B.l}] [c|agree] [q|to <talks|swap prisoners|end {topic} row>]

[s -|{onehead}] {sayshead} [q|{A.l!0} <lied|hid {topic} papers|took bribes>]

[s -|{onehead}] {sayshead} [q|{claim}]

[s -|{manyhead}] [c|<say|warn|claim|insist>] [q|{claim}]

[s A|{A.l}]: [q|{B.l!0} must <go|resign|apologise|pay>]

[s A|{A.l}]: [q|{B.l!2} <saved my career|will be missed|deserves the job>]

[s A|{A.l}]: [q|I <will not quit|was wrong|forgive {B.l}|would do it again|saw {B.l} fall>]

<Exclusive|Revealed|Watch|Live|Breaking>: [s A|{A.l}] {sayshead} [q|{claim}]

<EXCLUSIVE|WATCH|BREAKING|UPDATE 1>: [s A|{A}] [c|<vows|pledges>] [q|{vow}]

<Interview|Q&A|Letters> <–|-> {topic}: {num} <questions|answers>

Opinion <–|-|:> [q -|{Claim}]

[s A|{A}]: [q|Why <I quit|I said no to {O.l}|we fight on|I left {K}>]

“[q|{First}]” ([s A|{A.l}])

Why [s A|{A.l}] [c|says] [q|{claim}]

Did {A.l} <lie to {B.l}|know of {topic}|sink {O.l}>?

{A.l}: a life in pictures

{A}: the quiet <captain|banker|judge|singer> of {T}

{A}, <poet|striker|judge|chemist> and <mountaineer|spy|father of seven>, dies at {age}

Obituary: {A}

Profile: {A}, <the new face of|the brain behind> {O}

Explainer: <why|how|when> {topic} <matters|began|divides {K}>

Explained: {A.l}, {B.l} and the {topic}

Live: {A.l} <faces|meets|debates> {B.l} in {T}

Watch: {A.l} <returns home|lands in {K}|scores twice for {L}>

In pictures: <flood|carnival|snow|night market> in {T}

Review: {A} at {T} <hall|opera|festival>

Five things to know about {topic}

{T} <flood|fire|blast>: {num} <missing|dead|rescued>

{A.l} trial: <jury sent home|verdict due {day}|witness in tears>

{A.l} v {B.l}: <who won|the numbers|round two>

{L} 3-1 {K}: <five talking points|player ratings>

{A.l!1} <meets|to face|beats|replaces|follows> {B.l!1} in {T}

{A.l!1} <killed|hurt|injured> in {T} <crash|fall|storm>

{A.l!1} <wins|loses> {T} <mayoral race|marathon|appeal>

{A.l!2} <hailed|honoured|celebrated> as hero after {T} <fire|rescue|flood>

{A.l!0} <shamed|disgraced|jeered> over {topic}

{A.l}, {B.l} <clash|at odds|in talks|trade barbs> over {topic}

{A.l}'s {topic} <plan|bill|deal> <clears first hurdle|collapses|splits {R}>

{O} <shares|profits|sales> <slump|soar|halve> after {P.l} bid

{O.l} to <merge with|buy|sue> {P.l}

{O.l} boss {A} <steps down|arrested|charged with {crime}>

{K}, {J} <sign|seek|delay> {topic}

{K} <votes|mourns|on edge> as {A.l} <quits|wins|dies>

Judge <frees|jails|fines> {A.l} in {topic} case

Court <rejects|hears|upholds> {A.l} appeal

{R} <picks|drops|backs> {A} as leader

{R}'s {A.l} <elected|sworn in|ousted>

Police seize “fake” <wine|art|medicine> in {T}

{A.l} in “secret” <talks|deal> with {O.l}

Is {A.l} <finished|next|the future of {R}>?

Can {A.l} save {O.l}?

How {A.l} <won|lost|changed> {K}

Who is {A}?

Inside {A.l}'s <farm|campaign|last night at {O.l}>

{A} and {B} to <wed|tour {K}|share prize>

With {A.l} <out|gone|hurt>, {L} <turn to|count on> {B.l}

After {topic}, {A.l} <faces|plots|enjoys> <return|exile|quiet life>

{num} <dead|held|missing> after {T} <blast|raid|storm>
""")

# ------------------------------------------------------------------------------------------------ the cast of a text

PRONOUNS = {"he": ("he", "him", "his", "himself"), "she": ("she", "her", "her", "herself")}
FORMS = {word: i for i, word in enumerate(PRONOUNS["he"])}
PAIRED = {"spouse": ("husband", "wife"), "sib": ("brother", "sister")}


def given_names() -> dict[str, list[str]]:
    """The given names of the kit by pronoun."""
    names: dict[str, list[str]] = {"he": [], "she": []}
    for row in lexicon.rows("given_names"):
        names[row["pronoun"]].append(row["name"])
    both = set(names["he"]) & set(names["she"]) | set("Barack Melania Ivanka Tulsi LeBron Beyoncé Malala".split())
    return {key: [name for name in values if name not in both] for key, values in names.items()}


@dataclass
class Actor:
    """Somebody or something of a text, named or not."""

    type: str
    name: str
    short: str = ""
    given: str = ""
    pronoun: str = ""
    role: str = ""
    post: str = ""
    title: str = ""
    mister: str = ""
    the: bool = False
    noun: str = ""
    relation: str = ""
    used: list[str] = field(default_factory=list)


class Pools:
    """What texts of one run are drawn from."""

    def __init__(self, contents: dict[str, list[str]] | None) -> None:
        self.given = given_names()
        self.pools = {key: list(values) for key, values in POOLS.items()}
        for key, kind in (("D", "direct"), ("I", "indirect")):
            real = [text for raw in (contents or {}).get(kind, ()) if (text := usable(raw, key == "D"))]
            if real:
                self.pools[key + "real"] = real


def usable(raw: str, direct: bool) -> str:
    """A real content that holds no name, pronoun of a third person or sign of the markup; else nothing."""
    text = " ".join(raw.split()).replace("’", "'").strip(" ,")
    words = text.split()
    if not 3 <= len(words) <= 40 or re.search(r"[\[\]{}<>|¶%“”‘\"()@#/—–…]|\.\.|,\.| [,.]|(?<!\w)'|'(?!\w)", text):
        return ""
    if re.search(r"\b(he|she|him|her|hers|his|they|them|their|theirs|\w+self|themselves)\b", text, re.I):
        return ""
    rest = [word for before, word in itertools.pairwise(words) if before[-1] not in ".!?"]
    if any(word[0].isupper() and not re.match(r"I\b", word) for word in rest):
        return ""
    if direct:
        return text[0].upper() + text[1:] + ("" if text[-1] in ".!?" else ".")
    articles = r"I|the|an?|it|there|this|we|no|some|many|all|its|more|most|our|my|every|these|those|such|[a-z]{3,}s"
    clause = rf"(?i)({articles})\b"
    finite = r"\b(was|were|had|would|could|did|is|are|has|have|will|should|might|can|must|does|do|may|\w+n't|shall)\b"
    if not re.match(clause, text) or not re.search(finite, text):
        return ""
    text = text if re.match(r"I\b", text) else text[0].lower() + text[1:]
    return "" if re.search(r"[.!?;:]", text[:-1]) else text.rstrip(".!?;:")


class Cast:
    """The people, bodies and places of one frame, made when they are first called for."""

    def __init__(self, rng: random.Random, pools: Pools, taken: set[str]) -> None:
        self.rng, self.pools, self.taken = rng, pools, taken
        self.actors: dict[str, Actor] = {}
        self.rules: dict[str, str] = {}

    def fresh(self, make: Any) -> str:
        """A string that this text does not hold yet."""
        for _ in range(60):
            text = str(make())
            if not {text, *text.split()} & self.taken:
                break
        self.taken |= {text, *(word for word in text.split() if word[0].isupper())}
        return text

    def stem(self) -> str:
        """The sound that an invented name begins with."""
        return self.rng.choice(STARTS) + self.rng.choice(MIDDLES)

    def surname(self) -> str:
        """A surname, from the list or put together."""
        rng = self.rng
        name = rng.choice(SURNAMES) if rng.random() < 0.62 else self.stem() + rng.choice(SURENDS)
        if rng.random() < 0.05:
            name = rng.choice(("van ", "de ", "van der ", "von ", "di ", "al-", "Le ", "Mac", "Fitz")) + name
        elif rng.random() < 0.04:
            name += "-" + rng.choice(SURNAMES).split("-")[-1]
        return name

    def town(self) -> str:
        """The name of a town that is not there."""
        name = self.stem() + self.rng.choice(TOWNENDS)
        return (
            self.rng.choice(("Port ", "New ", "San ", "Upper ", "St. ", "Lake ")) + name
            if self.rng.random() < 0.1
            else name
        )

    def draw(self, letter: str) -> Actor:
        """The actor, or place, that a letter stands for."""
        if letter not in self.actors:
            if letter in "ABXY":
                self.actors[letter] = self.person(letter)
            elif letter in "UVW":
                self.actors[letter] = self.nobody()
            else:
                self.actors[letter] = self.body(letter)
        return self.actors[letter]

    def partner(self, rule: str, letter: str) -> Actor | None:
        """The person that a rule of the frame ties this one to, where that one is there."""
        letters = self.rules.get(rule, "")
        if letter in letters:
            for other in letters:
                if other != letter and other in self.actors:
                    return self.actors[other]
        return None

    def person(self, letter: str) -> Actor:
        """A person with a name, a role and a title."""
        rng = self.rng
        gender = rng.choice(("he", "she"))
        if other := self.partner("same", letter):
            gender = other.pronoun
        elif other := self.partner("diff", letter) or self.partner("wed", letter):
            gender = "she" if other.pronoun == "he" else "he"
        if letter in self.rules.get("jr", ""):
            gender = "he"
        kin = self.partner("kin", letter) or self.partner("jr", letter)
        last = kin.short if kin else self.fresh(self.surname)
        first = self.fresh(lambda: rng.choice(self.pools.given[gender]))
        if rng.random() < 0.04 and "-" not in first:
            first += "-" + rng.choice(self.pools.given[gender])
        middle = f" {rng.choice('ABCDEFGHJKLMNPRSTW')}." if rng.random() < 0.06 else ""
        name = f"{first}{middle} {last}"
        elder = self.partner("jr", letter)
        if elder:
            first, name = elder.given, elder.name + " Jr."
        titled = letter in self.rules.get("titled", "")
        choices = [parts for row in ROLES if (parts := parted(row))[2] or not titled]
        for _ in range(50):
            noun, post, title = rng.choice(choices)
            if noun not in self.taken and (not title or title not in self.taken):
                break
        self.taken |= {noun, title} - {""}
        noun = noun.split("/")[-1 if gender == "she" else 0]
        mister = (
            "Mr"
            if gender == "he"
            else "Mrs"
            if letter in self.rules.get("wed", "")
            else rng.choice(("Ms", "Mrs", "Ms"))
        )
        return Actor("person", name, last, first, gender, noun, post, title, mister)

    def nobody(self) -> Actor:
        """A role that nobody named has."""
        rng = self.rng
        noun = self.fresh(lambda: rng.choice(UNNAMED))
        gender = "she" if noun.endswith("woman") or noun == "midwife" else "he" if noun.endswith("man") else ""
        gender = gender or rng.choice(("he", "she"))
        pick = -1 if gender == "she" else 0
        relation = rng.choice(self.pools.pools["relation"]).split("/")[pick]
        return Actor("nobody", "", pronoun=gender, role=noun.split("/")[pick], relation=relation)

    def body(self, letter: str) -> Actor:
        """An organisation, a country or a town."""
        rng = self.rng
        if letter in "TS":
            return Actor("place", self.fresh(self.town))
        if letter in "KJ":
            return Actor("country", self.fresh(lambda: rng.choice(COUNTRIES)), noun="country")
        if letter == "M":
            field_ = self.fresh(lambda: rng.choice(MINISTRY))
            both = [f"Ministry of {field_}", f"{field_} Ministry"]
            rng.shuffle(both)
            return Actor("organization", both[0], both[0], noun="ministry", the=True)
        if letter == "R":
            return Actor("organization", self.fresh(lambda: rng.choice(PARTY)), noun="party", the=True)
        if letter == "N":
            return Actor("organization", f"{self.fresh(self.town)} {rng.choice(PAPER)}", noun="newspaper", the=True)
        if letter == "L":
            name = f"{self.fresh(self.town)} {rng.choice(CLUB)}"
            name = "FC " + name.split()[0] if rng.random() < 0.2 else name
            return Actor("organization", name, noun="club")
        if letter == "Z":
            name = self.fresh(self.surname) + "'s"
            return Actor(
                "organization", name + rng.choice(("", "", "", " Kitchen", " Diner", " Burgers")), name, noun="chain"
            )
        if rng.random() < 0.6:
            roll = rng.random()
            first = (
                self.fresh(self.surname)
                if roll < 0.4
                else self.fresh(lambda: self.stem() + rng.choice("a o is ex us".split()))
            )
            if roll > 0.93:
                return Actor("organization", f"{first} & {self.fresh(self.surname)}", first, noun="company")
            if roll > 0.85:
                return Actor("organization", first.upper(), noun="company")
            return Actor("organization", f"{first} {self.fresh(lambda: rng.choice(COMPANY))}", first, noun="company")
        name = self.fresh(lambda: rng.choice(AGENCY))
        first = rng.choice(("National ", "Royal ", "", "", self.fresh(self.town) + " "))
        noun = "union" if "Union" in name else "agency" if "Agency" in name else "organisation"
        initials = "".join(word[0] for word in (first + name).split() if word[0].isupper())
        return Actor("organization", first + name, initials, noun=noun, the=True)


# ------------------------------------------------------------------------------------------------ from markup to marks


@dataclass
class Quote:
    """One utterance while its frame is written."""

    spans: list[list[int]] = field(default_factory=list)
    cue: list[int] | None = None
    speaker: list[int] | None = None
    who: list[Actor] = field(default_factory=list)
    kind: str = "speech"


def closing(text: str, at: int) -> int:
    """Where the bracket that opens at `at` is closed."""
    pairs = {"[": "]", "{": "}", "<": ">"}
    depth: list[str] = []
    for i in range(at, len(text)):
        if text[i] in pairs:
            depth.append(pairs[text[i]])
        elif depth and text[i] == depth[-1]:
            depth.pop()
            if not depth:
                return i
    raise ValueError(f"not closed: {text}")


def parted(text: str) -> list[str]:
    """The choices of an alternation."""
    parts, depth = [""], 0
    for char in text:
        depth += (char in "[{<") - (char in "]}>")
        if char == "|" and not depth:
            parts.append("")
        else:
            parts[-1] += char
    return parts


class Writer:
    """A text as it grows, with its marks."""

    def __init__(self, rng: random.Random, pools: Pools) -> None:
        self.rng, self.pools = rng, pools
        self.text = ""
        self.taken: set[str] = set()
        self.cast = Cast(rng, pools, self.taken)
        self.everybody: list[Actor] = []
        self.names: list[tuple[int, int, str]] = []
        self.mentions: dict[tuple[int, int], list[Actor]] = {}
        self.targets: list[tuple[int, int, int]] = []
        self.quotes: list[Quote] = []
        self.numbered: dict[str, Quote] = {}
        self.open: Quote | None = None
        self.cased: list[tuple[int, int]] = []

    def frame(self, frame: str, keep: bool = False) -> None:
        """Write one frame, with a cast of its own unless `keep`."""
        if not keep:
            self.cast = Cast(self.rng, self.pools, self.taken)
        while match := re.match(r"%(\w+):(\w+) ", frame):
            self.cast.rules[match[1]] = match[2]
            frame = frame[match.end() :]
        for letters in self.cast.rules.values():
            for letter in letters:
                self.cast.draw(letter)
        self.numbered, self.open = {}, None
        self.write(frame)

    def title(self, frame: str) -> None:
        """Write a headline: as a sentence, With Capitals or IN CAPITALS, and often with single marks."""
        start = len(self.text)
        self.frame(frame)
        text = self.text[start:]
        text = text[0].upper() + text[1:]
        if self.rng.random() < 0.6:
            text = text.translate(str.maketrans("“”", "‘’"))
        case = self.rng.choices(("sentence", "words", "capitals"), (11, 7, 2))[0]
        if case == "words":
            names = {i - start for s, e, _ in self.names for i in range(s, e)}
            small = SMALL if self.rng.random() < 0.7 else frozenset()
            for word in re.finditer(r"(?<![\w'])[a-z][\w']*", text):
                if word.start() not in names and (word[0] not in small or not word.start()):
                    text = text[: word.start()] + word[0].capitalize() + text[word.end() :]
        elif case == "capitals":
            text = capitals(text)
            for actor in self.cast.actors.values():
                actor.name, actor.used = capitals(actor.name), [capitals(used) for used in actor.used]
        if case != "sentence":
            self.cased.append((start, len(self.text)))
        self.text = self.text[:start] + text

    def put(self, text: str) -> None:
        """Add plain words; a comma after a question mark, or a stop after a stop, falls out."""
        if (text[:1] == "," and re.search(r"[!?]$", self.text)) or (
            text[:1] == "." and re.search(r"[.!?][”’]?$", self.text)
        ):
            text = text[1:]
        if self.text[-1:] == " " and text[:1] in {" ", ",", "."}:
            text = text[1:] if text[0] == " " else text
            self.text = self.text if text[:1] not in {",", "."} else self.text[:-1]
        self.text += text

    def write(self, markup: str) -> None:
        """Add a piece of markup."""
        i = 0
        while i < len(markup):
            char = markup[i]
            if char in "[{<":
                end = closing(markup, i)
                inside = markup[i + 1 : end]
                (self.tag if char == "[" else self.slot if char == "{" else self.choice)(inside)
                i = end + 1
            else:
                stop = min((at for sign in "[{<" if (at := markup.find(sign, i)) >= 0), default=len(markup))
                self.put(markup[i:stop])
                i = stop

    def choice(self, inside: str) -> None:
        """Add one of several."""
        self.write(self.rng.choice(parted(inside)))

    def who(self, expression: str) -> list[Actor]:
        """The actors that an expression such as A+B names; nobody for those without a name."""
        letters = [] if expression == "-" else expression.split("+")
        return [actor for letter in letters if (actor := self.cast.draw(letter)).type != "nobody"]

    def utterance(self, sort: str, number: str) -> Quote:
        """The quote that the next tag belongs to."""
        if number:
            if number not in self.numbered:
                self.numbered[number] = Quote()
                self.quotes.append(self.numbered[number])
            return self.numbered[number]
        quote = self.open
        if quote is None or getattr(quote, sort):
            quote = self.open = Quote()
            self.quotes.append(quote)
        return quote

    def tag(self, inside: str) -> None:
        """Add a tagged piece and mark it."""
        head, body = inside.split("|", 1)
        match = re.fullmatch(r"([a-z])(\d?)(\+?) ?(.*)", head)
        assert match, inside
        sort, number, plus, rest = match.groups()
        quote: Quote | None = None
        if sort == "q" and rest:
            self.open = None
        if sort in "sqct":
            quote = self.utterance({"s": "speaker", "q": "spans", "c": "cue", "t": "cue"}[sort], number)
        if plus and quote:
            before = next(other for other in reversed(self.quotes) if other is not quote and other.speaker)
            quote.speaker, quote.who = before.speaker, before.who
        outer, start = self.open, len(self.text)
        self.write(body)
        end = len(self.text)
        self.open = outer
        piece = self.text[start:end]
        if sort == "q" and quote:
            if match := re.match(r"(that|to the effect that) ", piece):
                start += match.end()
            quote.spans.append([start, end])
            if rest:
                quote.who, self.open = self.who(rest), None
        elif sort in "ct" and quote:
            quote.cue, quote.kind = [start, end], "thought" if sort == "t" else "speech"
        elif sort == "s" and quote:
            single = "+" not in rest
            end = start + len(re.split(r" who(?:se)? |, " if single else r" who ", piece)[0].rstrip(","))
            who = self.who(rest)
            quote.speaker, quote.who = [start, end], who
            if not any(self.text[start:end] in actor.used for actor in who):
                self.mentions[start, end] = who
        elif sort == "m":
            self.mentions[start, end] = self.who(rest)
        elif sort == "n":
            self.names.append((start, end, rest))

    def slot(self, inside: str) -> None:
        """Add an actor's name, a pronoun or a string of a pool."""
        if match := re.fullmatch(r"s([A-Z])(.*)", inside):
            self.tag(f"s {match[1]}|{{{match[1]}{match[2]}}}")
        elif match := re.fullmatch(r"([A-Z])(?:\.(\w+))?(?:!([012]))?", inside):
            if match[1] not in "DI":
                return self.actor(match[1], match[2] or "", match[3])
            self.write(self.content(match[1]))
        elif inside in {"d", "Ic"}:
            text = self.content(inside[0].upper())
            self.write(text.removesuffix(".") if inside == "d" else text[0].upper() + text[1:])
        else:
            match = re.fullmatch(r"([A-Za-z]+?)(\d?)", inside)
            assert match, inside
            text = self.rng.choice(self.pools.pools[match[1]])
            while self.plural() and re.search(r"\[c\|says|^has ", text):
                text = self.rng.choice(self.pools.pools[match[1]])
            self.write(re.sub(r"\[([sqct])\|", rf"[\g<1>{match[2]}|", text))
        return None

    def plural(self) -> bool:
        """Whether the last speaker is more than one."""
        quote = self.quotes[-1] if self.quotes else None
        if not quote or not quote.speaker or quote.cue:
            return False
        words = self.text[quote.speaker[0] : quote.speaker[1]].lower()
        head = re.split(r" (?:of|for|in|to|accused|at) ", words)[0]
        return (
            len(quote.who) > 1 or " and " in words or head in {"they", "both", "police"} or head.endswith(("s", "men"))
        )

    def content(self, key: str) -> str:
        """The words of a quote, from real ones where there are any."""
        real = self.pools.pools.get(key + "real", [])
        if key == "I" and self.rng.random() < 0.08 and self.text.count("“") == self.text.count("”"):
            key, real = "mixed", []
        text = self.rng.choice(real if real and self.rng.random() < 0.7 else self.pools.pools[key])
        return THIRD.sub(r"[m -|\1]", text)

    def actor(self, letter: str, form: str, label: str | None) -> None:
        """Add a name, pronoun or nominal of an actor and mark it."""
        actor = self.cast.draw(letter)
        if actor not in self.everybody:
            self.everybody.append(actor)
        start, lower = len(self.text), form.lower()
        nominal = False
        if lower in FORMS and form not in {"title"}:
            word = PRONOUNS[actor.pronoun][FORMS[lower]]
            self.put(word.capitalize() if form[0].isupper() else word)
            nominal = True
        elif form in PAIRED:
            self.put(PAIRED[form][actor.pronoun == "she"])
            return
        elif form in {"role", "title", "rel", "Role"}:
            self.put(
                {
                    "Role": actor.role[:1].upper() + actor.role[1:],
                    "role": actor.role,
                    "title": actor.title,
                    "rel": actor.relation,
                }[form]
            )
            return
        elif form == "post":
            self.write(actor.post)
            return
        elif form in {"mr", "ttl"}:
            before = actor.mister if form == "mr" else actor.title
            self.put(before + ("." if form == "mr" and self.rng.random() < 0.3 else "") + " ")
            self.name(actor, actor.short, label)
            nominal = True
        elif actor.type in {"person", "nobody"} and lower in {"the", "a"}:
            word = "an" if lower == "a" and actor.role[:1] in "aeiou" else lower
            word = "a" if actor.role.startswith("uni") and lower == "a" else word
            self.put((word.capitalize() if form[0].isupper() else word) + " " + actor.role)
            nominal = True
        elif lower == "nom":
            self.put(("The " if form[0] == "N" else "the ") + actor.noun)
            nominal = True
        elif actor.type == "nobody":
            self.put(actor.role)
            return
        elif form == "nick":
            given, rest = actor.given, actor.short
            if "“" not in actor.name:
                actor.name = f"{given} “{self.rng.choice(NICKS)}” {rest}"
            self.name(actor, actor.name, label)
        elif form == "f":
            self.name(actor, actor.given, label)
        elif form in {"l", "sh"}:
            self.name(actor, actor.short or actor.name, label)
        elif form == "bare":
            words = actor.name.split()
            self.name(actor, f"{words[2]} Ministry" if words[0] == "Ministry" else actor.name, label)
        else:
            assert form.lower() in {"", "the"}, form
            if form and actor.the:
                self.put(form + " ")
            self.name(actor, actor.name, label)
        if nominal:
            self.mentions[start, len(self.text)] = [] if actor.type == "nobody" else [actor]

    def name(self, actor: Actor, text: str, label: str | None) -> None:
        """Add a name and mark it."""
        start = len(self.text)
        if re.search(r"(^|¶|[a-z][.!?] )$", self.text):
            text = text[0].upper() + text[1:]
        self.text += text
        sort = "location" if actor.type in {"country", "place"} else actor.type
        self.names.append((start, len(self.text), sort))
        actor.used.append(text)
        if label:
            self.targets.append((start, len(self.text), int(label)))


SMALL = frozenset("a an and as at but by for from in of on or over the to up v with".split())


def capitals(text: str) -> str:
    """The text in capitals, as long as it was."""
    return "".join(char.upper() if len(char.upper()) == 1 else char for char in text)


THIRD = re.compile(r"\b(he|she|him|her|his|hers|himself|herself|they|them|their|themselves)\b", re.I)
# Where a sentence begins with a small letter.
BEGINS = re.compile(r"(?:^|¶|(?<![JMD]r)(?<!Ms)(?<!Mrs)(?<!Sen)(?<!Rep)(?<!Gov)(?<!St)(?<=[a-z0-9])[.!?] )(?=[a-z])")
MARKS = {"“": "“”", '"': '""', "‘": "‘’", "'": "''"}


def quoted(text: str) -> list[bool]:
    """Which characters stand between quotation marks."""
    inside, opened = [], ""
    for char in text:
        if char in "“‘":
            opened = {"“": "”", "‘": "’"}[char]
        elif char in {opened, "\n"}:
            opened = ""
        inside.append(bool(opened) and char not in "“‘")
    return inside


def spanned(quote: Quote, text: str, inside: list[bool]) -> str:
    """Whether a quote is direct, mixed or indirect, by the words between marks."""
    words = [inside[s + m.start()] for s, e in quote.spans for m in re.finditer(r"\w+", text[s:e])]
    share = sum(words) / max(len(words), 1)
    return "direct" if share >= 0.5 else "mixed" if share else "indirect"


def finish(writer: Writer, kind: str) -> dict[str, Any]:
    """The marks of a text in their final form, with one style of marks for all of it."""
    rng, text = writer.rng, writer.text
    begun = {start for start, _, _ in writer.names}
    for match in reversed(list(BEGINS.finditer(text))):
        if match.end() not in begun:
            text = text[: match.end()] + text[match.end()].upper() + text[match.end() + 1 :]
    inside = quoted(text)
    style = MARKS[rng.choices(list(MARKS), (6, 4, 1, 1))[0]]
    apostrophe = "’" if style[0] in "“‘" and rng.random() < 0.6 else "'"
    change = {"“": style[0], "”": style[1], "'": apostrophe, "¶": "\n"}
    if kind == "title" and rng.random() < 0.5:
        change |= {"‘": "'", "’": "'"}

    def styled(string: str) -> str:
        return "".join(change.get(char, char) for char in string)

    for actor in writer.everybody:
        if (actor.type == "organization" or kind == "title") and actor.used and actor.name not in actor.used:
            actor.name = max(actor.used, key=len)
    quotes = []
    for quote in writer.quotes:
        names = "; ".join(styled(actor.name) for actor in quote.who) or None
        quotes.append(
            {
                "spans": quote.spans,
                "cue": quote.cue,
                "speaker": quote.speaker,
                "name": names,
                "kind": quote.kind,
                "type": spanned(quote, text, inside),
            }
        )
    actors = [
        {
            "name": styled(actor.name),
            "type": actor.type,
            "aliases": sorted({styled(used) for used in actor.used} - {styled(actor.name)}),
            "pronoun": actor.pronoun,
        }
        for actor in writer.everybody
        if actor.type not in {"nobody", "place"} and actor.used
    ]
    mentions = [
        {"start": s, "end": e, "names": [styled(actor.name) for actor in who]}
        for (s, e), who in sorted(writer.mentions.items())
    ]
    return {
        "text": styled(text),
        "rule_kind": kind,
        "actors": actors,
        "names": sorted(writer.names),
        "quotes": sorted(quotes, key=lambda q: q["spans"]),
        "mentions": mentions,
        "targets": sorted(writer.targets),
        "cased": writer.cased,
    }


# ------------------------------------------------------------------------------------------------ texts

WEIGHTS = {
    "unnamed role": 4,
    "relation": 4,
    "shared surname": 3,
    "pronoun": 4,
    "unusual place": 4,
    "joint speakers": 2,
    "no quote": 4,
    "no more than said": 4,
    "sentiment": 4,
    "one actor": 4,
    "signed": 3,
    "headline": 2,
    "title": 4,
    "document": 3,
    "body": 2,
}
ALONE = ("headline",)
JOINED = (
    "no quote",
    "sentiment",
    "pronoun",
    "relation",
    "unnamed role",
    "no more than said",
    "one actor",
    "document",
    "body",
)


def british(frame: str) -> str:
    """The frame with its commas after the closing marks."""
    return frame.replace(",”", "”,")


def written(rng: random.Random, pools: Pools) -> dict[str, Any]:
    """One text of a kind drawn by weight: its frames, some others and fillers between."""
    kind = rng.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
    writer = Writer(rng, pools)
    many = rng.choices((1, 2, 3), (5, 3, 2))[0]
    if kind == "no quote":
        many = rng.choices((1, 3, 6), (2, 3, 2))[0]
    if kind == "title":
        return titled(writer)
    if kind == "sentiment":
        many = rng.randint(1, 3)
    chosen = rng.sample(FRAMES[kind], 1 if kind in ALONE else many)
    if rng.random() < 0.45 or kind in ALONE:
        for _ in range(rng.randint(1, 3)):
            other = rng.choice(JOINED)
            chosen.insert(rng.randint(1, len(chosen)), rng.choice(FRAMES[other]))
    if rng.random() < 0.3 and kind not in ALONE:
        chosen.insert(rng.randint(0, len(chosen)), "{fill}")
    if rng.random() < 0.2:
        chosen.append("{fill} {fill}")
    if rng.random() < 0.12 and kind not in ALONE:
        chosen[0] = "{T} <–|—|-|(XPA) –> " + chosen[0] if chosen[0][0] != "%" else chosen[0]
    if rng.random() < 0.4:
        chosen = [british(frame) for frame in chosen]
    gap = rng.choices(("¶¶", "¶", " "), (5, 3, 2 if len(chosen) < 4 else 0))[0]
    inner = gap if gap != " " else rng.choice(("¶¶", "¶"))
    for i, frame in enumerate(chosen):
        if i:
            last = writer.text.rstrip("¶ ")[-1]
            writer.put(gap if gap != " " or last in ".!?”" else "¶")
        writer.frame(frame.replace("¶", inner))
    return finish(writer, kind)


def titled(writer: Writer) -> dict[str, Any]:
    """One headline by itself, a list of some, or one with a story of somebody else under it."""
    rng = writer.rng
    for i, frame in enumerate(rng.sample(FRAMES["title"], rng.choices((1, 2, 3, 5), (6, 2, 1, 1))[0])):
        writer.put("¶" * rng.randint(1, 2) if i else "")
        writer.title(frame)
    if not writer.cased and rng.random() < 0.3:
        for kind in rng.sample(JOINED, 2):
            writer.put("¶¶")
            writer.frame(rng.choice(FRAMES[kind]).replace("¶", "¶¶"))
    return finish(writer, "title")


def generate(n: int, seed: int, contents: dict[str, list[str]] | None = None) -> list[dict[str, Any]]:
    """`n` made texts with their marks; `contents` may hold real words to fill direct and indirect quotes with."""
    rng, pools = random.Random(seed), Pools(contents)
    return [written(rng, pools) for _ in range(n)]


# ------------------------------------------------------------------------------------------------ check

WORDS = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday March June October January April May".split()
    + "August I Q Mr Mrs Ms Dr World Coach PM MP MPs".split()
    + [word.strip(".") for row in ROLES for word in parted(row)[2].split()]
    + [word.strip(".") for key in ("pretitle", "sen", "Sens") for title in POOLS[key] for word in title.split()]
)


def problems(made: dict[str, Any]) -> list[str]:
    """What is wrong with a text's marks."""
    text, found = made["text"], []
    named = {actor["name"] for actor in made["actors"]}
    if re.search(r"[\[\]{}<>|¶%]|  | ,|\.\.|,\.|\?\.| \.", text):
        found.append("stray sign")
    for start, end, label in made["names"]:
        if not text[start:end].strip() or label not in {"person", "organization", "location", "misc"}:
            found.append(f"name {start}")
        if (text[start - 1 : start] + text[end : end + 1]).isalnum() and text[end : end + 1].isalnum():
            found.append(f"name inside a word {text[start:end]}")
    for quote in made["quotes"]:
        if not quote["spans"]:
            found.append(f"no content {quote}")
        for s, e in quote["spans"]:
            if not text[s:e].strip() or text[s:e] != text[s:e].strip():
                found.append(f"content {text[s:e]!r}")
            for key in ("cue", "speaker"):
                if quote[key] and quote[key][0] < e and s < quote[key][1]:
                    found.append(f"{key} in content: {text[s:e]}")
        for key in ("cue", "speaker"):
            if quote[key] and not text[quote[key][0] : quote[key][1]].strip():
                found.append(f"empty {key}")
        if quote["cue"] and not quote["speaker"] and "accused" not in text[slice(*quote["cue"])].lower():
            found.append(f"cue without speaker: {text[quote['cue'][0] : quote['cue'][1]]}")
        found += [f"no actor {name}" for name in (quote["name"] or "").split("; ") if name and name not in named]
    for mention in made["mentions"]:
        if not text[mention["start"] : mention["end"]].strip():
            found.append("empty mention")
        found += [f"no actor {name}" for name in mention["names"] if name not in named]
    covered = {i for m in made["mentions"] for i in range(m["start"], m["end"])}
    found += [f"unmarked {m[0]}" for m in THIRD.finditer(text) if m.start() not in covered]
    found += [f"absent {actor['name']}" for actor in made["actors"] if actor["name"] not in text]
    places = {i for start, end, _ in made["names"] for i in range(start, end)}
    places |= {i for start, end in made["cased"] for i in range(start, end)}
    for match in re.finditer(r"(?<=[a-z,] )[A-Z][\w'’]+", text):
        if match.start() not in places and match[0].split("'")[0].split("’")[0] not in WORDS:
            found.append(f"unmarked name {match[0]}")
    return found


def shown(made: dict[str, Any]) -> str:
    """A text with its marks, to read."""
    text = made["text"]

    def cut(span: list[int] | None) -> str | None:
        return text[span[0] : span[1]] if span else None

    rows = [f"=== {made['rule_kind']}", text, ""]
    rows += [f"  actor {a['type']}: {a['name']} {a['aliases']} {a['pronoun']}" for a in made["actors"]]
    rows.append("  names " + " · ".join(f"{text[s:e]} ({label[:3]})" for s, e, label in made["names"]))
    for quote in made["quotes"]:
        parts = " … ".join(text[s:e] for s, e in quote["spans"])
        rows.append(
            f"  {quote['kind']} {quote['type']}: «{parts}» cue={cut(quote['cue'])} "
            f"speaker={cut(quote['speaker'])} name={quote['name']}"
        )
    rows.append("  who " + " · ".join(f"{text[m['start'] : m['end']]}={m['names']}" for m in made["mentions"]))
    if made["targets"]:
        rows.append("  about " + " · ".join(f"{text[s:e]}={label}" for s, e, label in made["targets"]))
    return "\n".join(rows) + "\n"


def main() -> None:
    """Check a thousand texts and print ten."""
    texts = generate(1000, 1)
    assert texts[:50] == generate(50, 1)
    wrong = [(problem, made) for made in texts for problem in problems(made)]
    for problem, made in wrong[:3]:
        print(problem, shown(made), sep="\n")
    assert not wrong, f"{len(wrong)} problems: {sorted({problem for problem, _ in wrong})[:60]}"
    for made in generate(10, 2):
        print(shown(made))
    print({kind: len(rows) for kind, rows in FRAMES.items()})


if __name__ == "__main__":
    main()
