package workflow_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"vanthu/documents"
	"vanthu/workflow"
)

func TestSayChange(t *testing.T) {
	t.Parallel()
	old := documents.Document{Abstract: "Kết quả năm 2025", Body: documents.ParseBody("một\nhai ba\n**bốn**\n|a|")}
	now := documents.Document{Abstract: "Kết quả năm 2026", Body: documents.ParseBody("một\nbốn\n|a|\n|b|"), Place: "Đức Phổ"}
	now.Attachments = []documents.Attachment{{Title: "Danh sách", Body: documents.ParseBody("năm")}}
	var got []string
	for _, c := range documents.Compare(&old, &now) {
		got = append(got, workflow.SayChange(c))
	}
	want := []string{
		"Địa danh: thêm mới", "Trích yếu: sửa", "Nội dung, đoạn 2 của bản trước: bỏ",
		"Nội dung, đoạn 2: giữ nguyên chữ, đổi cách trình bày",
		"Nội dung, đoạn 3: thêm mới", "Phụ lục thứ 1: thêm mới", "Phụ lục thứ 1: thêm mới",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("sentences (-want +got):\n%s", diff)
	}
}
