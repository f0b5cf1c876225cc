"""Pairs of bodies, invented: reprints of one story, and different stories that resemble each other."""

import re
from collections.abc import Callable, Iterator
from itertools import combinations
from random import Random

Pair = tuple[str, str, str]
"""What the pair shows, and the two bodies."""

STORIES = {
    "ferry": (
        "NANTONG, Nov 11 (Xinhua) -- The last steam ferry on the lower reaches of the Yangtze made its final crossing "
        "on Monday, 61 years after it was launched, before a crowd that the police put at 4,300.",
        "The Red Carp, which once carried 900 passengers and 12 carts of cabbages at a time, has run nearly empty since "
        'a bridge was opened a mile upstream. "She is not slow," said her captain, Shen Guoliang, "the rest of the '
        'world is in a hurry."',
        "Shen, who joined the crew as a stoker at the age of 17, sounded the whistle for a full minute when the boat "
        "reached the northern bank. Several of the passengers wept; one of them played the accordion.",
        "The county government said it would keep the ferry as a floating museum of river life. The boilers will be "
        "put out for good in December, and the engine room opened to schools from March.",
        'Tickets for the museum will cost five yuan, which is what the crossing cost in 1998. "That is the price," '
        'Shen said, "and I don\'t see why a museum should be dearer than a voyage."',
    ),
    "observatory": (
        "A telescope built from the mirror of a lighthouse has found its first comet, the amateur astronomers who "
        "run it in the hills of southern Zhejiang Province said on Tuesday.",
        "The comet is about 140 million kilometers from the earth and will be at its brightest in the second week of "
        "January. It won't be seen without binoculars, the group said, except by owls.",
        'Fang Lihua, a retired dentist who leads the group, bought the mirror at a scrapyard for 2,600 yuan. "They '
        'wanted to know what I would do with it," she said. "I told them that I was going to look a long way back."',
        "The group has 34 members, among them two bus drivers, a priest and a pair of twins aged eleven, who noticed "
        "the comet first. By custom it will bear the name of the discoverers, who have asked for that of their cat.",
        "An institute in Nanjing has confirmed the orbit. It has offered the group time on a larger instrument, which "
        "the group has declined for the winter, because its own is warmer.",
    ),
    "library": (
        "A village library in Guizhou Province that lends umbrellas along with its books has lost fewer of either "
        "since it stopped writing down who takes them, its keeper reported this week.",
        "Of the 1,150 umbrellas lent last year 1,142 came back, some of them mended. In the year before, when every "
        "borrower signed a form, 90 were missing by the autumn.",
        "“People return what they were trusted with,” said Long Xiuying, who has kept the library for nine years. "
        "“When you make them sign, they think that the matter is settled by the signature.”",
        "It rains on some 200 days a year in the village, which lies between two ridges at a height of 1,480 meters. "
        "The children walk three kilometers to school, and choose their umbrella by the pictures on it.",
        "Long paints those herself. The most wanted shows a heron with a newspaper; there is a waiting list for it, "
        "the one list that the library still keeps.",
        "A delegation from a city library came to learn the method in October. It left with two umbrellas, and has "
        "sent back one.",
    ),
    "cable car": (
        "Passengers spent the night of Saturday in 19 cabins of a cable car above a gorge in Hubei Province after a "
        "swarm of bees settled on the sensor that tells whether the doors are closed.",
        "Nobody was hurt. The 73 passengers were lowered one by one from 5am, when it had become too cold for the "
        "bees to object, the operator said in a statement.",
        "Blankets, dumplings and a guitar had been sent along the rope in the evening. “We learned all the verses,” "
        "said Pan Wenqing, a student from Wuhan, “and then our cabin argued with the next one over the order.”",
        "The bees were moved to a hive by a keeper who lives below the third pylon. He said that a swarm looks for "
        "something warm and quiet, and that the sensor was both.",
        "The cable car will be closed until Thursday, while the sensors are given covers. Tickets of those who spent "
        "the night in it are valid for the rest of their lives.",
    ),
    "tram": (
        "Dalian will put 40 of its old trams back on the rails next summer after finding that the new ones cannot "
        "climb the hill to the fish market when leaves are on the line.",
        "The trams, of which the oldest was built in 1935, have stood in a shed since 2019. A survey found that 31 of "
        "them need nothing but paint, the city's transport bureau said on Friday.",
        "Their wheels are narrower and their brakes throw sand, both of which had been reckoned among their faults. "
        "The makers of the new trams have asked to look at the brakes.",
        "“We never said they were better,” said Zhou Tieshan, 70, who drove one for 33 years. “We said that they had "
        "met the hill before.” He has been asked to teach 25 young drivers what it is like.",
        "Fares will be the same on old and new trams. The bureau expects some passengers to let the first one pass.",
    ),
    "bell": (
        "大连市一家旧钟表店的老店主花了二十六年时间，修好了城里最后一座停摆的塔钟。周三上午10时，钟声在老城上空响起，"
        "广场上聚集了约1200名市民，其中不少人是第一次听到它的声音。",
        "这座塔钟建于1928年，1976年因齿轮断裂而停摆。店主何守诚从废品站里找到了三个原装齿轮，其余的全靠自己打磨。"
        "他说，最难的不是做零件，而是弄明白前人为什么要那样做。",
        "市文物部门表示，塔钟今后每天敲响两次，分别在清晨7时和傍晚6时。考虑到附近居民的休息，夜间不再报时。",
        "何守诚今年81岁，他的徒弟只有一个人，是隔壁面包店的女儿。她说，面包和钟一样，都急不得。",
    ),
}

OWN_VIEW = (
    "The event was among those most talked about on the local radio this week, where listeners rang in with memories "
    "of their own until the lines had to be closed."
)
OWN_VIEW_ZH = "本周以来，当地电台不断接到听众来电，讲述自己的回忆。"


def _last_cut(story: list[str]) -> list[str]:
    return story[:-1]


def _dateline_cut(story: list[str]) -> list[str]:
    return [re.sub(r"^[A-Z]+, Nov 11 \(Xinhua\) -- ", "", story[0]), *story[1:]]


def _added_to(story: list[str]) -> list[str]:
    return [*story, OWN_VIEW if story[0][0].isascii() else OWN_VIEW_ZH]


def _noted(story: list[str]) -> list[str]:
    return ["Editor's note: This report first appeared on our website on November 12.", *story]


def _requoted(story: list[str]) -> list[str]:
    quotes = {"“": '"', "”": '"', "’": "'"}
    straight = [re.sub("[“”’]", lambda mark: quotes[mark[0]], text) for text in story]
    return straight if straight != story else [re.sub(r'"([^"]*)"', r"“\1”", text).replace("'", "’") for text in story]


def _respaced(story: list[str]) -> list[str]:
    return ["  ".join(" ".join(story).replace("--", "–").split(" "))]


def _other_agency(story: list[str]) -> list[str]:
    return [story[0].replace("Xinhua", "AFP"), *story[1:-1], story[-1] + " (With reports by AFP)"]


def _corrected_number(story: list[str]) -> list[str]:
    text = "\n".join(story)
    number = re.findall(r"\d[\d,]*", text)[-1]
    return text.replace(number, "37").split("\n")


def _corrected_name(story: list[str]) -> list[str]:
    names = {"Shen": "Shan", "Fang": "Fan", "Long": "Lang", "Pan": "Peng", "Zhou": "Zhao", "何守诚": "贺守诚"}
    return [re.sub("|".join(names), lambda name: names[name[0]], text) for text in story]


def _reprinted(story: list[str]) -> list[str]:
    return _corrected_name(_requoted(_noted(_dateline_cut(story))))


REPRINTS: tuple[Callable[[list[str]], list[str]], ...] = (
    _last_cut,
    _dateline_cut,
    _added_to,
    _noted,
    _requoted,
    _respaced,
    _other_agency,
    _corrected_number,
    _corrected_name,
    _reprinted,
)


def reprints() -> Iterator[Pair]:
    """Pair each story with each way in which it may be printed again."""
    for name, paragraphs in STORIES.items():
        for reprint in REPRINTS:
            again = reprint(list(paragraphs))
            if again != list(paragraphs):
                yield f"{name}, {reprint.__name__.strip('_')}", "\n\n".join(paragraphs), "\n\n".join(again)


FORMS = {
    "weather": (
        "{city} will have {sky} skies on {day}, with a high of {20-35} degrees Celsius and a low of {5-19} degrees, "
        "the city's weather bureau said. A {wind} wind of force {2-6} will blow in the morning and ease after dark.\n\n"
        "The chance of rain is {10-90} percent. Humidity will range between {30-55} and {56-95} percent, and the air "
        "quality index is expected to stand at {40-160}. Drivers are reminded to watch for fog on elevated roads "
        "before sunrise, and the elderly to dress warmly when they exercise outdoors.\n\n"
        "The rest of the week will be {sky2}, the bureau said. It will issue its next forecast at 5pm."
    ),
    "market": (
        "Shanghai stocks closed {way} on {day}. The benchmark index {moved} {1-3}.{10-99} percent to {2000-3600}."
        "{10-99} points on a turnover of {310-780} billion yuan, while the smaller board {moved2} {1-4}.{11-98} "
        "percent.\n\n{trade} led the field, with {12-40} companies up by the daily limit. {trade2} lagged as investors "
        "waited for figures on output that are due on {day2}. Analysts said that the mood remained cautious and that "
        "volumes would stay thin until the end of the quarter.\n\nThe yuan's central parity rate was set at 7.{1000-2999} "
        "against the US dollar, the foreign exchange trade system said."
    ),
    "lottery": (
        "The winning numbers in {day}'s draw of the welfare lottery are {1-5}, {6-10}, {11-15}, {16-21}, {22-27} and "
        "{28-33}, with the special number {1-16}, the lottery center announced.\n\n{2-9} tickets won the first prize "
        "of {5-10}.{10-99} million yuan each; one of them was sold in {city}. Winners have 60 days to claim their "
        "prizes at the center on Hongshan Road. The jackpot for the next draw stands at {300-900} million yuan."
    ),
    "traffic": (
        "Trains on Metro Line {1-18} will end an hour early from {day} while the rails between {city} Road and {city2} "
        "Road stations are ground, the operator said.\n\nThe last train toward the city center will leave at "
        "{8-10}:{10-55}pm, the last one outward at {8-11}:{11-54}pm. Night buses will run in place of the trains every "
        "{10-30} minutes. Passengers are asked to plan their journeys and to follow the signs in the stations. The "
        "operator apologized for the inconvenience."
    ),
    "profile": (
        "{name} learned to {craft} from a neighbor at the age of {6-19}, and has {craft2} in a lane in {city} since "
        "{1961-2009}. On most days there are {3-30} people at the door before it opens, and {name} knows them all. "
        "{sky} light falls on the bench, where nothing has been moved since the {day} on which the master died.\n\n"
        "This profile is part of our series on the crafts of the delta, in which we visit the people who keep alive "
        "what the textbooks have forgotten. Readers are invited to tell us of a neighbor whose hands should be seen. "
        "Letters may be sent to the features desk; the best will be printed in the weekend edition."
    ),
    "photo essay": (
        "Our photographer spent {3-21} days in {city} with people who {craft}. The pictures were taken between {day} "
        "and {day2}, mostly at dawn, when the {sky} light lies flat on the water. They are shown here in the order in "
        "which they were taken."
    ),
    "天气": (
        "{城市}市气象台发布，{日}白天{天}，最高气温{20-35}度，夜间{天2}，最低气温{3-19}度，偏{风}风{2-6}级。空气质量指数预计为"
        "{40-160}，相对湿度{30-95}%。\n\n气象部门提醒市民，早晚温差较大，外出请适时增减衣物；清晨部分路段有雾，驾车出行请注意安全。"
        "未来三天本市以{天3}天气为主，下一次预报将于今天17时发布。"
    ),
    "股市": (
        "{日}沪市收盘{涨}，上证综指报{2000-3600}.{10-99}点，{涨2}幅为{1-3}.{10-99}%；深证成指报{8000-9999}.{10-99}点。"
        "两市成交额合计{4100-9800}亿元。盘面上，{业}板块表现活跃，{业2}板块走弱。分析人士认为，市场情绪仍然谨慎，"
        "短期内成交难以明显放大，投资者应当注意控制风险。"
    ),
}
POOLS = {
    "city": "Hangzhou Ningbo Suzhou Wuxi Jiaxing Yangzhou Huzhou Shaoxing".split(),
    "day": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
    "sky": "clear cloudy grey bright overcast hazy".split(),
    "wind": "northerly southerly easterly westerly".split(),
    "way": "higher lower mixed flat".split(),
    "moved": "gained lost added shed".split(),
    "trade": "Brewers Shipbuilders Banks Carmakers Insurers Chipmakers".split(),
    "name": "Qiu Meizhen,Bao Deshun,Lei Yufang,Xia Zhongkai,Dou Aiguo".split(","),
    "craft": "mend nets,bind books,cast bells,cut seals,weave baskets,glaze pots".split(","),
    "城市": "杭州 宁波 苏州 无锡 嘉兴".split(),
    "日": "周一 周二 周三 周四 周五".split(),
    "天": "晴 多云 阴有小雨 阴转晴 雷阵雨".split(),
    "风": "东 南 西 北".split(),
    "涨": "上涨 下跌 微涨 微跌".split(),
    "业": "酿酒 船舶 银行 汽车 芯片".split(),
}


def filled(form: str, random: Random) -> str:
    """Fill a form in: `{12-90}` with a number, `{city}` and `{city2}` with two entries of a pool."""
    shuffled = {name: random.sample(pool, len(pool)) for name, pool in POOLS.items()}

    def fill(slot: re.Match[str]) -> str:
        low, is_range, high = slot[1].partition("-")
        if is_range:
            return str(random.randint(int(low), int(high)))
        name = slot[1].rstrip("23")
        return shuffled[name][int(slot[1].removeprefix(name) or 1) - 1]

    return re.sub(r"\{([^}]+)\}", fill, form)


BACKGROUND = list(STORIES.values())
NEWS = (
    "The matter came up again on Wednesday, when the provincial assembly heard from six witnesses over four hours, and "
    "put off its decision until the spring. The chairman thanked them for their patience and asked for fresh figures.",
    "Work has meanwhile begun on a second site, which is to cost 18 million yuan and to employ 50 people. The builders "
    "expect to find water at a depth of eight meters; if they do not, the plan will have to be drawn anew.",
    "Neighbors have been asked what they think. Of 412 who answered by Sunday, 260 were for it, and 13 wanted to know "
    "who was asking. The rest enclosed suggestions, of which the most frequent concerned the parking of bicycles.",
)
NEWS_ZH = (
    "市政府周五宣布，将在老城区另设一处陈列馆，预计投资1800万元，明年春天动工。设计方案已向社会公开征求意见。",
    "截至周日，已有412名市民提交了建议，其中多数人关心周边的停车问题。有关部门表示，将在年底前逐一答复。",
    "与此同时，邻近的两所小学计划组织学生前去参观，并邀请老工匠到课堂上讲述修理的经过和当年的故事。",
)


def look_alikes() -> Iterator[Pair]:
    """Pair what fills one form in on different days, and stories with what followed on them."""
    random = Random(7)
    for name, form in FORMS.items():
        for place, (one, other) in enumerate(combinations([filled(form, random) for _ in range(4)], 2)):
            yield f"{name}, {place}", one, other
    for name, story in STORIES.items():
        news = NEWS_ZH if name == "bell" else NEWS
        yield f"{name}, follow-up with its background", "\n\n".join(story), "\n\n".join([*news[:2], *story[1:4]])
        yield f"{name}, follow-up with its end", "\n\n".join(story), "\n\n".join([*news, *story[-2:]])
        yield f"{name}, brief", "\n\n".join(story), "\n\n".join([story[0], news[0]])
