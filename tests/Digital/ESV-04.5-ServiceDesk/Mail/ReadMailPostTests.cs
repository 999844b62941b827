using System.Text;
using System.Text.Json;
using Busbar.Digital.Handoffs.ServiceDesk;
using Busbar.Gateways.Mail;
using Busbar.Kernel.Outcomes;
using Busbar.Numerics;
using static Busbar.Digital.ServiceDesk.Tests.Desk;

namespace Busbar.Digital.ServiceDesk.Tests.Mail;

public sealed class ReadMailPostTests
{
    [Fact]
    public void Posts_of_the_three_gateways_read_to_the_same_mail()
    {
        MailPost[] posts =
        [
            Read(new
            {
                From = "Cleo <Cleo@Example.com>", To = "desk@utility.example", Subject = "Late", TextBody = "Prices are late.\n> old",
                StrippedTextReply = "Prices are late.", MessageID = "other",
                Headers = new object[] { new { Name = "Message-ID", Value = "<m1@example.com>" }, new { Name = "Received-SPF",
                    Value = "Pass (x)" },
                    new { Name = "X-Spam-Tests", Value = "DKIM_SIGNED,DKIM_VALID" } },
                Attachments = new[] { new { Name = "a.txt", ContentType = "text/plain", Content = "aGVsbG8=" } },
            }),
            Read(new Dictionary<string, object>
            {
                ["sender"] = "bounce@example.com", ["from"] = "Cleo <cleo@example.com>", ["recipient"] = "desk@utility.example",
                    ["subject"] = "Late",
                ["body-plain"] = "Prices are late.\n> old", ["stripped-text"] = "Prices are late.",
                ["message-headers"] =
                    "[[\"Message-Id\",\"<m1@example.com>\"],[\"X-Mailgun-Spf\",\"Pass\"],[\"X-Mailgun-Dkim-Check-Result\",\"Pass\"]]",
                ["attachments"] = new[] { new Dictionary<string, string> { ["name"] = "a.txt", ["content-type"] = "text/plain",
                    ["content"] =
                    "aGVsbG8=" } },
            }),
            Read(new
            {
                from = "cleo@example.com", to = "Desk <desk@utility.example>", subject = "Late", text = "Prices are late.",
                headers = "Received: x\r\n y\r\nMessage-ID: <m1@example.com>\r\n", SPF = "pass", dkim = "{@example.com : pass}",
                attachments = new[] { new { filename = "a.txt", type = "text/plain", content = "aGVsbG8=" } },
            }),
        ];
        Assert.Equal(["postmark", "mailgun", "sendgrid"], posts.Select(post => post.Gateway));
        Assert.All(posts, post =>
        {
            Assert.Equal(("cleo@example.com", "desk@utility.example", "Late", "Prices are late.", "m1@example.com"),
                (post.From, post.To.Single(), post.Subject, post.Reply, post.MessageId));
            Assert.Equal((MailVerdict.Pass, MailVerdict.Pass), (post.Spf, post.Dkim));
            var file = Assert.Single(post.Files);
            Assert.Equal(("a.txt", "text/plain", "", "hello"), (file.Name, file.Type, file.Quarantine,
                Encoding.UTF8.GetString(file.Content.Span)));
        });
        Assert.Equal("Received", posts[2].Headers[0].Name);
        Assert.Equal("x y", posts[2].Header("received"));
    }

    [Fact]
    public void A_post_that_is_too_large_too_deep_or_no_mail_is_refused()
    {
        Assert.Equal("mail-too-large", Code(ReadMailPost.Read(new byte[50 << 20])));
        Assert.Equal("broken-json", Of("{\"from\":"));
        Assert.Equal("broken-json", Of("{\"from\":\"a@b\",\"text\":\"x\",\"text\":\"y\"}"));
        Assert.Equal("broken-json", Of(string.Concat(Enumerable.Repeat("[", 20))));
        Assert.Equal("no-mail-post", Of("[]"));
        Assert.Equal("no-mail-post", Of("{\"hello\":1}"));
        foreach (var from in new[] { "", "nobody", "a@b@c", "a@", "@b", "a b@c", "<>", "a@b\\r\\nBcc: x@y" })
            Assert.Equal("no-sender", Of($"{{\"from\":\"{from}\",\"text\":\"x\"}}"));
        Assert.Equal("text-too-long", Of($"{{\"from\":\"a@b\",\"text\":\"{new string('x', (1 << 20) + 1)}\"}}"));
        var many = string.Join(',', Enumerable.Repeat("{\"filename\":\"a\",\"type\":\"\",\"content\":\"\"}", 21));
        Assert.Equal("too-many-files", Of($"{{\"from\":\"a@b\",\"text\":\"x\",\"attachments\":[{many}]}}"));
    }

    [Fact]
    public void No_post_whatever_its_bytes_breaks_the_reader()
    {
        Assert.Equal("broken-json", Of("{\"from\":\"a@b\",\"text\":\"\\ud800\"}"));
        var whole = JsonSerializer.SerializeToUtf8Bytes(new
        {
            from = "Cleo <a@b>", to = "c@d, e@f", subject = "x", text = "", html = "<p>a<script>b</script></p>", dkim = "{@b : pass}",
            headers = "A: b\r\n c\r\n", attachments = new[] { new { filename = "a", type = "text/plain", content = "aGVsbG8=" } },
        });
        var random = new SeededRandom(3);
        for (var run = 0; run < 3000; run++)
        {
            var post = whole.ToArray();
            for (var i = random.NextBelow(4); i >= 0; i--)
                post[random.NextBelow(post.Length)] = run % 2 == 0 ? (byte)random.NextBelow(256)
                    : (byte)"{}[]\":,\\<>u"[random.NextBelow(11)];
            Assert.NotNull(ReadMailPost.Read(post.AsMemory(0, run % 3 == 0 ? random.NextBelow(post.Length) : post.Length)));
        }
    }

    [Theory]
    [InlineData("photo.png", "image/png", "MZ\u0090", "application/x-executable")]
    [InlineData("notes.txt", "text/plain", "#!/bin/sh\nrm -rf /", "text/x-script")]
    [InlineData("photo.jpg", "image/jpeg", "%PDF-1.7", "application/pdf")]
    [InlineData("bill.pdf", "application/pdf", "<html><script>alert(1)</script>", "text/html")]
    [InlineData("logo.svg", "image/svg+xml", "<?xml version='1.0'?><svg onload='x()'/>", "image/svg+xml")]
    [InlineData("bill.pdf.exe", "text/plain", "plain words", "text/plain")]
    [InlineData("sheet.xlsm", "application/zip", "PK\u0003\u0004", "application/zip")]
    [InlineData("table.csv", "text/csv", "a,b\0c", "application/octet-stream")]
    public void A_file_that_lies_about_its_type_or_could_run_is_quarantined(string name, string claim, string content, string type)
    {
        var file = SniffFile.Of(name, claim, Encoding.Latin1.GetBytes(content));
        Assert.Equal(type, file.Type);
        Assert.NotEqual("", file.Quarantine);
    }

    [Theory]
    [InlineData("photo.jpg", "image/jpg", "\u00FF\u00D8\u00FF\u00E0")]
    [InlineData("bill.pdf", "application/pdf; name=bill.pdf", "%PDF-1.7")]
    [InlineData("sheet.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "PK\u0003\u0004")]
    [InlineData("old.doc", "application/msword", "\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1")]
    [InlineData("table.csv", "text/csv", "a,b\n1,2\n")]
    [InlineData("case.json", "application/json", "{}")]
    [InlineData("unknown", "", "\u0001\u0002\0")]
    public void An_honest_file_passes(string name, string claim, string content) =>
        Assert.Equal("", SniffFile.Of(name, claim, Encoding.Latin1.GetBytes(content)).Quarantine);

    [Theory]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData("C:\\temp\\a.txt", "a.txt")]
    [InlineData("bill\u202Efdp.txt", "billfdp.txt")]
    [InlineData("..", "unnamed")]
    public void The_name_of_a_file_leads_nowhere(string name, string bare) => Assert.Equal(bare, SniffFile.Of(name, "",
        "x"u8.ToArray()).Name);

    [Fact]
    public void Lying_and_broken_files_are_told_and_the_mail_is_read()
    {
        var done = Assert.IsType<Outcome<MailPost>.Done>(ReadMailPost.Read(JsonSerializer.SerializeToUtf8Bytes(new
        {
            from = "a@b", text = "x", attachments = new[]
            {
                new { filename = "a.png", type = "image/png", content = Convert.ToBase64String("MZ"u8) },
                new { filename = "b.png", type = "image/png", content = "not base64!" },
            },
        })));
        Assert.Equal(["file-quarantined", "file-unreadable"], done.Findings.Select(finding => finding.Code).Order());
        Assert.Equal("a.png", Assert.Single(done.Value.Files).Name);
    }

    [Theory]
    [InlineData("<p>Hello&nbsp;<b>Ann</b></p><p>2 &lt; 3</p>", "Hello Ann\n\n2 < 3")]
    [InlineData("<script>steal()</script><style>p{}</style>text<!-- <b>hidden</b> -->", "text")]
    [InlineData("a<br>b<script src=x />c", "a\nbc")]
    [InlineData("<scr<script>ipt>alert(1)</script>", "ipt>alert(1)")]
    [InlineData("before<script>never closed", "before")]
    [InlineData("before<b never closed", "before")]
    [InlineData("&lt;script&gt;x&lt;/script&gt;", "<script>x</script>")]
    public void HTML_becomes_its_words(string html, string text) => Assert.Equal(text, Read(new { from = "a@b", html }).Text);

    private static MailPost Read(object post) => ReadMailPost.Read(JsonSerializer.SerializeToUtf8Bytes(post)).OrThrow();

    private static string? Of(string json) => Code(ReadMailPost.Read(Encoding.UTF8.GetBytes(json)));
}
