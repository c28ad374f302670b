"""The tab that checks sentences, in Vietnamese."""

CHECK_VI = {
    "check_intro": "Dán một câu, hoặc cả đoạn. Từng con số, ngày tháng, tên và lời nói trong câu "
    "được đối chiếu với kho báo: khớp, nguồn ghi khác, hay không có trong kho.",
    "check_label": "Câu cần kiểm chứng",
    "check_hint": "Dán câu cần kiểm chứng…",
    "check_try": "Thử kiểm chứng",
    "check_running": "Đang kiểm câu {at}/{of}…",
    "check_failed": "Có lỗi khi kiểm chứng. Những câu đã kiểm vẫn còn; xin thử lại.",
    "check_cut": "Chỉ 20 câu đầu (tối đa 8.000 ký tự) được kiểm mỗi lần.",
    "check_nothing": "Hãy dán ít nhất một câu.",
    "check_sum": "Đã kiểm {count} câu:",
    "check_count_supported": "{count} khớp nguồn",
    "check_count_differs": "{count} nguồn ghi khác",
    "check_count_not_found": "{count} không có trong kho",
    "outcome_unread": "Chưa kiểm được",
    "check_count_unread": "{count} chưa kiểm được",
    "check_missing": "Không bài nào trong kho nói điều này. Như vậy chưa phải là sai: kho chỉ "
    "chưa có bài để đối chiếu.",
    "check_against": "Có nguồn khác nói khác; xem thẻ ghi “Nguồn này ghi khác”.",
    "check_parts": "Từng chi tiết",
    "check_part": "Chi tiết",
    "check_verdict": "Kết quả",
    "check_source": "Nguồn ghi",
    "check_true": "Nguyên văn trong kho",
    "check_altered": "Một con số đã bị đổi",
    "check_legend": "Cách đọc kết quả",
}
