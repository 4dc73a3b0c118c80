"""Whose a web address is: the registrable domain, and hosts that many strangers share."""

from typing import Final

# Under these, in a country's domain, everybody may register a name.
_SECOND_LEVEL: Final = frozenset(
    "com net org edu gov int ac biz info name pro health co go or ne".split()  # noqa: SIM905
)
# Builders of sites that give each customer a name of his own.
_HOSTING: Final = frozenset(
    """
    blogspot.com wordpress.com weebly.com wixsite.com github.io gitlab.io vercel.app netlify.app
    web.app firebaseapp.com pages.dev workers.dev herokuapp.com onrender.com glitch.me carrd.co
    webflow.io notion.site myshopify.com mystrikingly.com godaddysites.com square.site ladi.me
    """.split()  # noqa: SIM905  reads better than a list
)
SHARED_HOSTS: Final = frozenset(
    """
    facebook.com fb.com fb.me fb.watch m.me messenger.com instagram.com threads.net threads.com
    tiktok.com zalo.me zaloapp.com youtube.com youtu.be twitter.com x.com t.co t.me telegram.me
    telegram.org discord.com discord.gg reddit.com pinterest.com linkedin.com snapchat.com
    whatsapp.com wa.me viber.com line.me wechat.com twitch.tv roblox.com steamcommunity.com
    google.com goo.gl forms.gle g.co gmail.com apple.com microsoft.com live.com yahoo.com bing.com
    dropbox.com mediafire.com mega.nz 4shared.com fshare.vn scribd.com archive.org wikipedia.org
    bit.ly tinyurl.com cutt.ly rb.gy is.gd ow.ly shorturl.at linktr.ee beacons.ai
    shopee.vn shp.ee lazada.vn tiki.vn sendo.vn chotot.com amazon.com momo.vn zing.vn garena.vn
    vnexpress.net tuoitre.vn thanhnien.vn dantri.com.vn vietnamnet.vn nld.com.vn laodong.vn
    tienphong.vn vtv.vn vov.vn vtcnews.vn znews.vn zingnews.vn kenh14.vn soha.vn cafef.vn 24h.com.vn
    nhandan.vn qdnd.vn cand.com.vn anninhthudo.vn vietnamplus.vn baomoi.com giaoducthoidai.vn
    baochinhphu.vn daidoanket.vn phunuvietnam.vn baothainguyen.vn suckhoedoisong.vn eva.vn
    voz.vn tinhte.vn webtretho.com otofun.net spiderum.com viblo.asia imgur.com giphy.com
    """.split()  # noqa: SIM905  reads better than a list
)
"""Networks, shorteners, shops, press, forums: an address there links by its page only."""

_OF_ALL: Final = frozenset({"gov", "edu", "ac"})


def registrable_domain(host: str) -> str:
    """The name that one owner holds: `m.shop.example.com.vn` is of `example.com.vn`.

    By a short list of endings, not the whole Public Suffix List: an ending that is missing makes
    the domain too wide, which `is_shared` or a flood then shows. An IP address is itself.
    """
    labels = host.lower().rstrip(".").split(".")
    if labels[-1].isdigit() or ":" in host or len(labels) < 3:
        return ".".join(labels)
    second_level = len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVEL
    hosted = ".".join(labels[-2:]) in _HOSTING
    return ".".join(labels[-3:] if second_level or hosted else labels[-2:])


def is_shared(domain: str) -> bool:
    """Whether many strangers publish there, or an authority or a school does."""
    labels = domain.split(".")
    return domain in SHARED_HOSTS or domain in _HOSTING or bool(_OF_ALL & set(labels[1:]))
