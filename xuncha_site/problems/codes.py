"""The closed list of what can be wrong."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Code(StrEnum):
    """Every kind of problem: the name says the fault, never the mend; ``meaning`` tells editors."""

    meaning: str

    def __new__(cls, value: str, meaning: str) -> Self:
        """One member: the word that programs read, and what it means in Chinese."""
        code = str.__new__(cls, value)
        code._value_ = value
        code.meaning = meaning
        return code

    # the text of a file
    NOT_UTF8 = ("not-utf8", "文件不是 UTF-8 编码")
    CONTROL_CHARACTER = ("control-character", "有看不见的控制字符")
    FILE_LIMIT = ("file-limit", "文件太大或者层次太深")
    SYMLINK_OUTSIDE = ("symlink-outside", "链接指到知识库外面")
    UNREADABLE_FILE = ("unreadable-file", "文件读不出来")
    MERGE_CONFLICT = ("merge-conflict", "合并冲突没有解决")
    TAB_CHARACTER = ("tab-character", "用制表符缩进")
    FULL_WIDTH_COLON = ("full-width-colon", "键后面是全角冒号")
    BAD_INDENTATION = ("bad-indentation", "缩进没有对齐")
    BAD_SYNTAX = ("bad-syntax", "YAML 写法不对")
    ANCHOR_OR_ALIAS = ("anchor-or-alias", "用了 & * << 的引用写法")
    YAML_TAG = ("yaml-tag", "用了 ! 的类型写法")
    SEVERAL_DOCUMENTS = ("several-documents", "一个文件里写了几份")
    DUPLICATE_KEY = ("duplicate-key", "同一个键写了两次")
    COMMENT_IN_VALUE = ("comment-in-value", "值的后半截成了说明")
    FRONT_MATTER = ("front-matter", "Markdown 页首没有写好")
    # the fields of a record
    UNKNOWN_KEY = ("unknown-key", "没有这个键")
    MISSING_KEY = ("missing-key", "缺少必须写的键")
    WRONG_TYPE = ("wrong-type", "该写列表的写了文字，或者相反")
    EMPTY_VALUE = ("empty-value", "键后面没有内容")
    UNKNOWN_VALUE = ("unknown-value", "不在可选的词里")
    BAD_DATE = ("bad-date", "日期写法不对")
    BAD_NUMBER = ("bad-number", "数字写法不对")
    BAD_VALUE = ("bad-value", "编号、引用、网址的写法不对")
    TOO_FEW = ("too-few", "列表的条数不够")
    DATE_ORDER = ("date-order", "日期先后颠倒")
    MISSING_DATE = ("missing-date", "该有日期的没有")
    MISSING_EVIDENCE = ("missing-evidence", "已销号没有佐证")
    SUM_MISMATCH = ("sum-mismatch", "分项加起来不等于合计")
    RATE_MISMATCH = ("rate-mismatch", "完成率不等于商")
    WRONG_UNIT = ("wrong-unit", "单位用错")
    FIGURE_FORM = ("figure-form", "数字写得不全")
    LINK_IN_TEXT = ("link-in-text", "不能写链接的地方写了链接")
    DUPLICATE_ROW_ID = ("duplicate-row-id", "条目编号重复")
    RETIRED_ROW_ID = ("retired-row-id", "用了停用的条目编号")
    # the library as a whole
    UNKNOWN_FOLDER = ("unknown-folder", "文件夹不属于任何一类")
    STRAY_FILE = ("stray-file", "不认识的文件，不会发布")
    MISSING_FILE = ("missing-file", "缺少必须有的文件")
    UNSAFE_ID = ("unsafe-id", "文件名不能作编号")
    DUPLICATE_ID = ("duplicate-id", "编号重复")
    REUSED_ID = ("reused-id", "编号以前用过")
    DANGLING_REFERENCE = ("dangling-reference", "引用的记录不存在")
    WRONG_ROW = ("wrong-row", "引用的条目不是这一级")
    HIDDEN_REFERENCE = ("hidden-reference", "正文链接了读者看不到的记录")
    REPLACEMENT_CYCLE = ("replacement-cycle", "替代关系绕成一圈")
    DEAD_LINK = ("dead-link", "链接的文件或者位置不存在")
    UNSAFE_LINK = ("unsafe-link", "链接的地址不能用")
    UNSAFE_FILE = ("unsafe-file", "附件里可能有会运行的内容")
    SAME_ADDRESS = ("same-address", "两个页面的地址相同")
    LOST_ADDRESS = ("lost-address", "发布过的地址丢了")
    BAD_ADDRESS_LINE = ("bad-address-line", "addresses.txt 里有一行不对")
    STALE_AS_OF = ("stale-as-of", "截至日期太旧")
    OUTDATED_BASIS = ("outdated-basis", "依据的文件已经失效")
    REVIEW_DUE = ("review-due", "很久没有核对")
    NO_HISTORY = ("no-history", "没有修订记录")
    # the gate
    CITIZEN_ID = ("citizen-id", "像居民身份证号")
    MOBILE_NUMBER = ("mobile-number", "像手机号")
    LANDLINE = ("landline", "像固定电话号码")
    BANK_CARD = ("bank-card", "像银行卡号")
    CREDIT_CODE = ("credit-code", "像统一社会信用代码")
    NUMBER_PLATE = ("number-plate", "像车牌号")
    PASSPORT_NUMBER = ("passport-number", "像护照或者通行证号")
    EMAIL_ADDRESS = ("email-address", "像个人邮箱")
    CHAT_ACCOUNT = ("chat-account", "像微信号、QQ 号")
    COORDINATES = ("coordinates", "像经纬度")
    BIRTH_DATE = ("birth-date", "像出生日期")
    CASE_NUMBER = ("case-number", "像案件文号")
    HOME_ADDRESS = ("home-address", "像具体地址")
    PERSON_NAME = ("person-name", "像姓名")
    PLACE_NAME = ("place-name", "像具体地名")
    BODY_NAME = ("body-name", "像具体单位名称")
    COMPANY_NAME = ("company-name", "像具体企业名称")
    KNOWN_NAME = ("known-name", "名单里的真实姓名")
    NO_NAMES_KEY = ("no-names-key", "有真实姓名名单，没有密钥")
    VOID_WAIVER = ("void-waiver", "豁免不起作用")
    NOT_REVIEWED = ("not-reviewed", "公开的脱敏真实记录没有审核")
    CLASSIFIED = ("classified", "有密级或者内部资料标志")
    WORKING_PAPER = ("working-paper", "像谈话记录、问题底稿的原文")
    FILE_PROPERTY = ("file-property", "附件的属性里有作者或者位置")
    FEW_PERSONS = ("few-persons", "一看就知道是谁")
    # the host
    HOST_WARNING = ("host-warning", "mkdocs.yml 写得不对")
