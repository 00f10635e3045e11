"""Chinese."""

from adr_kit.record.languages.model import Field, Language, Role, split
from adr_kit.record.model import Relation, StatusKind

WORDS = Language(
    code="zh",
    statuses={
        StatusKind.ACCEPTED: split(
            "已接受 | 接受 | 已通过 | 通过 | 已批准 | 批准 | 已采纳 | 采纳 | 已决定 | 完成 | 已完成 | 生效 | 已生效 | 同意 | 已实施 | 已採納 | 已接受的 | "
            "採納 | 通過 | 已通過"
        ),
        StatusKind.PROPOSED: split(
            "提议 | 已提议 | 提案 | 建议 | 待定 | 讨论中 | 评审中 | 审核中 | 待审核 | 提議 | 提出 | 待评审 | 進行中 | 进行中"
        ),
        StatusKind.DRAFT: split("草稿 | 草案 | 起草中"),
        StatusKind.REJECTED: split("已拒绝 | 拒绝 | 已否决 | 否决 | 驳回 | 已拒絕 | 拒絕 | 撤回 | 放弃"),
        StatusKind.DEPRECATED: split(
            "已弃用 | 弃用 | 已废弃 | 废弃 | 过时 | 已过时 | 作废 | 已棄用 | 棄用 | 已廢棄 | 失效"
        ),
        StatusKind.SUPERSEDED: split("已取代 | 取代 | 被取代 | 已替代 | 被替代 | 已被取代 | 替换 | 被替换 | 已替换"),
    },
    fields={
        Field.STATUS: split("状态 | 狀態"),
        Field.DATE: split("日期 | 决策日期 | 决定日期 | 创建日期 | 時間 | 时间"),
        Field.OTHER_DATE: split("更新日期 | 更新时间 | 最后更新 | 最近更新"),
        Field.DECIDERS: split("决策者 | 决策人 | 决定者 | 批准人 | 審批人 | 审批人 | 決策者 | 参与者"),
        Field.AUTHORS: split("作者 | 提议人 | 提出者 | 撰写人 | 提案人 | 创建者 | 编写者"),
        Field.CONSULTED: split("咨询 | 被咨询者 | 评审人 | 審閱者 | 评审者"),
        Field.INFORMED: split("知会 | 被告知者 | 通知"),
        Field.TAGS: split("标签 | 標籤 | 关键词 | 主题"),
        Field.REVIEW_BY: split("复审日期"),
        Field.COMPONENT: split("组件 | 模块"),
        Field.TITLE: split("标题 | 標題"),
        Field.NUMBER: split("编号 | 編號"),
        Field.REASON: split("原因 | 理由"),
    },
    sections={
        Role.CONTEXT: split(
            "背景 | 上下文 | 问题 | 背景和问题 | 背景与问题 | 问题描述 | 背景和问题陈述 | 動機 | 动机 | 上下文和问题陈述 | 語境 | 现状 | 問題"
        ),
        Role.DRIVERS: split("决策驱动因素 | 驱动因素 | 需求 | 约束 | 标准 | 考虑因素"),
        Role.OPTIONS: split(
            "备选方案 | 选项 | 候选方案 | 考虑的选项 | 可选方案 | 方案 | 替代方案 | 考虑的方案 | 備選方案"
        ),
        Role.DECISION: split("决策 | 决定 | 决策结果 | 结论 | 解决方案 | 決策 | 決定 | 最终决定"),
        Role.CONSEQUENCES: split("后果 | 影响 | 结果 | 後果 | 影響 | 带来的影响"),
        Role.GAINS: split("积极影响 | 优点 | 好处 | 正面影响 | 优势 | 積極影響 | 积极后果"),
        Role.COSTS: split("消极影响 | 缺点 | 坏处 | 负面影响 | 劣势 | 风险 | 消极后果"),
        Role.PROS_AND_CONS: split("优缺点 | 利弊 | 方案对比 | 优缺点分析 | 利弊分析"),
        Role.CONFIRMATION: split("确认 | 验证"),
        Role.STATUS: split("状态 | 狀態"),
        Role.LINKS: split("链接 | 参考 | 相关 | 相关链接 | 参考资料 | 相关文档 | 相关决策 | 更多信息 | 參考 | 連結"),
        Role.QUESTIONS: split("未决问题 | 待解决问题 | 开放问题 | 待定问题 | 遗留问题"),
        Role.CHANGELOG: split("变更记录 | 修订历史 | 历史 | 更新记录 | 变更历史"),
        Role.SUMMARY: split("摘要 | 总结 | 概述 | 概要"),
    },
    relations={
        Relation.SUPERSEDED_BY: split(
            "被取代 | 被取代于 | 已取代 | 被替代 | 已被取代 | 被替换为 | 取代者 | 被 … 取代 | 由 … 取代 | 被 … 替代 | 由 … 替代 | 被 … 替换 | 被 … 代替"
        ),
        Relation.SUPERSEDES: split("取代 | 替代 | 取代了 | 代替 | 替换"),
        Relation.AMENDED_BY: split("被修订 | 被修改 | 修订于"),
        Relation.AMENDS: split("修订 | 修改 | 补充"),
        Relation.DEPENDS_ON: split("依赖 | 基于 | 依赖于 | 取决于 | 前置"),
        Relation.REQUIRED_BY: split("被依赖 | 支持"),
        Relation.REFINES: split("细化 | 扩展 | 完善"),
        Relation.REFINED_BY: split("被细化 | 被扩展"),
        Relation.CONFLICTS_WITH: split("冲突 | 与冲突 | 矛盾"),
        Relation.RELATES_TO: split("相关 | 相关 adr | 相关决策 | 参见 | 参考 | 关联 | 另见 | 参照 | 见"),
    },
    itself=split("本决策 | 本决定 | 本 adr | 此决策 | 该决策 | 本記錄 | 本文档"),
    nothing=split("无 | 無 | 没有 | 暂无"),
    records=split("架构决策记录 | 架構決策記錄 | 架构决策 | 决策记录"),
    partly=split("部分 | 部分地"),
)
