"""Japanese."""

from adr_kit.record.languages.model import Field, Language, Role, split
from adr_kit.record.model import Relation, StatusKind

WORDS = Language(
    code="ja",
    statuses={
        StatusKind.ACCEPTED: split(
            "承認 | 承認済み | 承認済 | 採用 | 採択 | 決定 | 決定済み | 受理 | 合意 | 合意済み | 完了 | 有効"
        ),
        StatusKind.PROPOSED: split("提案 | 提案中 | 提案済み | 検討中 | レビュー中 | 議論中 | 保留 | 未決定 | 審議中"),
        StatusKind.DRAFT: split("下書き | ドラフト | 草案 | 作成中"),
        StatusKind.REJECTED: split("却下 | 不採用 | 棄却 | 取り下げ | 否決 | 中止"),
        StatusKind.DEPRECATED: split("非推奨 | 廃止 | 廃止済み | 廃止予定 | 無効"),
        StatusKind.SUPERSEDED: split(
            "置換 | 置き換え | 置換済み | 置き換え済み | 上書き | 代替済み | 差し替え | 置き換えられた"
        ),
    },
    fields={
        Field.STATUS: split("ステータス | 状態 | 状況"),
        Field.DATE: split("日付 | 決定日 | 作成日 | 日時 | 承認日"),
        Field.OTHER_DATE: split("更新日 | 最終更新 | 最終更新日"),
        Field.DECIDERS: split("決定者 | 意思決定者 | 承認者"),
        Field.AUTHORS: split("作成者 | 著者 | 執筆者 | 提案者 | 起案者"),
        Field.CONSULTED: split("相談者 | レビュアー | レビュー者 | 協議者"),
        Field.INFORMED: split("報告先 | 通知先 | 共有先"),
        Field.TAGS: split("タグ | キーワード | ラベル | トピック"),
        Field.REVIEW_BY: split("見直し日 | 再検討日"),
        Field.COMPONENT: split("コンポーネント"),
        Field.TITLE: split("タイトル | 題名"),
        Field.NUMBER: split("番号"),
        Field.REASON: split("理由"),
    },
    sections={
        Role.CONTEXT: split(
            "背景 | コンテキスト | 文脈 | 課題 | 問題 | 背景と課題 | コンテキストと問題提起 | 問題提起 | 背景・課題 | 経緯 | コンテクスト"
        ),
        Role.DRIVERS: split("決定要因 | 要件 | 制約 | 判断基準 | 意思決定要因"),
        Role.OPTIONS: split("選択肢 | 検討した選択肢 | 代替案 | 検討した代替案 | 候補 | 案 | 検討案"),
        Role.DECISION: split("決定 | 決定事項 | 決定内容 | 結論 | 意思決定 | 決定結果 | 解決策"),
        Role.CONSEQUENCES: split("結果 | 影響 | 帰結 | 結果と影響 | トレードオフ"),
        Role.GAINS: split("良い影響 | メリット | 利点 | ポジティブ | 良い結果"),
        Role.COSTS: split("悪い影響 | デメリット | 欠点 | ネガティブ | リスク | 悪い結果"),
        Role.PROS_AND_CONS: split("メリットとデメリット | 選択肢の比較 | 長所と短所 | 比較 | メリット・デメリット"),
        Role.CONFIRMATION: split("確認 | 検証"),
        Role.STATUS: split("ステータス | 状態 | 状況"),
        Role.LINKS: split(
            "関連 | リンク | 参考 | 参照 | 関連資料 | 関連文書 | 関連情報 | 参考資料 | 関連リンク | 備考 | 関連adr"
        ),
        Role.QUESTIONS: split("未解決の質問 | 未解決事項 | 未決事項 | 質問 | 検討事項"),
        Role.CHANGELOG: split("変更履歴 | 履歴 | 更新履歴"),
        Role.SUMMARY: split("概要 | 要約 | サマリー"),
    },
    relations={
        Relation.SUPERSEDED_BY: split(
            "置換先 | 置き換え先 | 後継 | により置き換え | によって置き換え | に置き換え | 代替先 | … により置き換え | … によって置き換え | … に置き換え | … により廃止 | … によって廃止 | … に置換"
        ),
        Relation.SUPERSEDES: split("置換元 | 置き換え元 | 置き換え | 置換 | を置き換える | 置き換える"),
        Relation.AMENDED_BY: split("修正元 | により修正 | により改訂"),
        Relation.AMENDS: split("修正 | 改訂 | 変更 | 補足"),
        Relation.DEPENDS_ON: split("依存 | 前提 | に基づく | 基づく | 依存先"),
        Relation.REQUIRED_BY: split("被依存 | 必要とする"),
        Relation.REFINES: split("詳細化 | 拡張 | 具体化"),
        Relation.REFINED_BY: split("詳細化元 | により拡張"),
        Relation.CONFLICTS_WITH: split("競合 | 矛盾 | と矛盾"),
        Relation.RELATES_TO: split("関連 | 参照 | 関連adr | 関連決定 | 参考 | 関連する決定"),
    },
    partly=split("部分的 | 一部 | 部分的に"),
    itself=split("この決定 | 本決定 | 本adr | この adr | この記録 | 本文書"),
    nothing=split("なし | 無し | 該当なし"),
    records=split("アーキテクチャ決定記録 | アーキテクチャ上の決定記録 | 設計判断記録 | 決定記録"),
)
