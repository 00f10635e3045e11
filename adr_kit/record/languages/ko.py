"""Korean."""

from adr_kit.record.languages.model import Field, Language, Role, split
from adr_kit.record.model import Relation, StatusKind

WORDS = Language(
    code="ko",
    statuses={
        StatusKind.ACCEPTED: split(
            "승인 | 승인됨 | 채택 | 채택됨 | 수락 | 수락됨 | 결정 | 결정됨 | 확정 | 완료 | 적용 | 합의 | 허용됨"
        ),
        StatusKind.PROPOSED: split(
            "제안 | 제안됨 | 검토 중 | 검토중 | 논의 중 | 논의중 | 대기 | 보류 | 진행 중 | 진행중"
        ),
        StatusKind.DRAFT: split("초안 | 작성 중 | 작성중"),
        StatusKind.REJECTED: split("거부 | 거부됨 | 거절 | 거절됨 | 기각 | 반려 | 철회 | 취소"),
        StatusKind.DEPRECATED: split("폐기 | 폐기됨 | 사용 중단 | 더 이상 사용되지 않음 | 지원 중단 | 만료"),
        StatusKind.SUPERSEDED: split("대체 | 대체됨 | 교체 | 교체됨 | 대체되었음"),
    },
    fields={
        Field.STATUS: split("상태"),
        Field.DATE: split("날짜 | 결정일 | 작성일 | 일자 | 결정 날짜 | 일시"),
        Field.OTHER_DATE: split("수정일 | 최종 수정일 | 갱신일 | 업데이트"),
        Field.DECIDERS: split("결정자 | 의사결정자 | 의사 결정자 | 승인자 | 참석자"),
        Field.AUTHORS: split("작성자 | 저자 | 제안자"),
        Field.CONSULTED: split("자문 | 검토자 | 리뷰어"),
        Field.INFORMED: split("공유 대상 | 통보 대상 | 공유"),
        Field.TAGS: split("태그 | 키워드 | 주제"),
        Field.REVIEW_BY: split("재검토일"),
        Field.COMPONENT: split("컴포넌트 | 구성 요소"),
        Field.TITLE: split("제목"),
        Field.NUMBER: split("번호"),
        Field.REASON: split("사유 | 이유"),
    },
    sections={
        Role.CONTEXT: split(
            "배경 | 맥락 | 컨텍스트 | 문제 | 상황 | 배경 및 문제 | 문제 정의 | 문맥 | 컨텍스트 및 문제 | 동기"
        ),
        Role.DRIVERS: split("결정 요인 | 요구사항 | 제약 | 기준 | 의사결정 요인"),
        Role.OPTIONS: split("대안 | 선택지 | 고려한 대안 | 고려한 옵션 | 옵션 | 고려된 옵션 | 검토한 대안 | 고려 사항"),
        Role.DECISION: split("결정 | 결정 사항 | 결정사항 | 결론 | 해결책 | 결정 결과"),
        Role.CONSEQUENCES: split("결과 | 영향 | 결과 및 영향 | 파급 효과 | 트레이드오프"),
        Role.GAINS: split("긍정적 영향 | 장점 | 긍정적 | 긍정적 결과"),
        Role.COSTS: split("부정적 영향 | 단점 | 부정적 | 부정적 결과 | 위험 | 리스크"),
        Role.PROS_AND_CONS: split("장단점 | 장점과 단점 | 비교 | 옵션별 장단점"),
        Role.CONFIRMATION: split("확인 | 검증"),
        Role.STATUS: split("상태"),
        Role.LINKS: split("관련 | 링크 | 참고 | 관련 문서 | 참고 자료 | 관련 결정 | 추가 정보 | 참조"),
        Role.QUESTIONS: split("미해결 질문 | 열린 질문 | 미결 사항 | 질문"),
        Role.CHANGELOG: split("변경 이력 | 이력 | 변경 기록 | 수정 이력"),
        Role.SUMMARY: split("요약 | 개요"),
    },
    relations={
        Relation.SUPERSEDED_BY: split(
            "다음으로 대체 | 로 대체 | 에 의해 대체 | 대체됨 | 로 대체됨 | … 로 대체 | … 으로 대체 | … 에 의해 대체"
        ),
        Relation.SUPERSEDES: split("대체 | 대체함 | 대체 대상"),
        Relation.AMENDED_BY: split("수정됨 | 에 의해 수정"),
        Relation.AMENDS: split("수정 | 변경 | 보완 | 개정"),
        Relation.DEPENDS_ON: split("의존 | 기반 | 에 기반 | 전제 | 선행"),
        Relation.REQUIRED_BY: split("필요로 함 | 후행"),
        Relation.REFINES: split("구체화 | 확장 | 상세화"),
        Relation.REFINED_BY: split("구체화됨 | 확장됨"),
        Relation.CONFLICTS_WITH: split("충돌 | 상충"),
        Relation.RELATES_TO: split("관련 | 참고 | 참조 | 연관 | 관련 결정"),
    },
    itself=split("이 결정 | 본 결정 | 이 adr | 본 adr | 이 문서"),
    nothing=split("없음 | 해당 없음"),
    records=split("아키텍처 결정 기록 | 아키텍처 의사결정 기록 | 결정 기록"),
    partly=split("부분 | 일부 | 부분적으로"),
)
