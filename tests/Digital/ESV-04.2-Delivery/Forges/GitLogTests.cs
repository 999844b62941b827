using System.Text;
using Busbar.Gateways;
using Busbar.Gateways.Forges;
using NodaTime;

namespace Busbar.Digital.Delivery.Tests.Forges;

public sealed class GitLogTests
{
    private const string Log = "\u001eabcdef2\u001fAnn\u001f2026-03-09T10:00:00-04:00\u001fDESK-2 Second\u001f\nsrc/a.cs\nsrc/b c.cs\n\n"
        + "\u001eabcdef1\u001fBo\u001f2026-03-08T01:30:00-05:00\u001fFirst\u001f\n";

    [Fact]
    public void Commits_come_oldest_first_with_their_paths()
    {
        var commits = ReadGitLog.Run(File(Log)).OrThrow();
        Assert.Equal(["abcdef1", "abcdef2"], commits.Select(each => each.Sha));
        Assert.Equal((Instant.FromUtc(2026, 3, 9, 14, 0), "Ann", "DESK-2 Second", "src/a.cs src/b c.cs"),
            (commits[1].Authored, commits[1].Author, commits[1].Message, string.Join(' ', commits[1].Paths)));
        Assert.Equal((Instant.FromUtc(2026, 3, 8, 6, 30), 0), (commits[0].Authored, commits[0].Paths.Length));
    }

    [Theory]
    [InlineData("", "empty-file", "log")]
    [InlineData("abcdef1 First", "bad-git-log", "log:1")]
    [InlineData("\u001eabcdef1\u001fAnn\u001f2026-03-09T10:00:00Z", "bad-git-log", "log:1")]
    [InlineData("\u001eabcdef1\u001fAnn\u001f2026-03-09T10:00:00Z\u001fA\u001f\na\n\u001e../etc\u001fAnn\u001f2026-03-09T10:00:00Z\u001fA"
        + "\u001f", "bad-git-log", "log:3")]
    [InlineData("\u001eabcdef1\u001fAnn\u001fyesterday\u001fA\u001f", "bad-git-log", "log:1")]
    public void What_git_did_not_print_so_is_refused_with_its_line(string text, string code, string where)
    {
        var refusal = SharedFiles.RefusalOf(ReadGitLog.Run(File(text)));
        Assert.Equal((code, where), (refusal.Code, refusal.Where));
    }

    [Fact]
    public void Bytes_that_are_no_text_are_refused() =>
        Assert.Equal("bad-git-log", SharedFiles.RefusalOf(ReadGitLog.Run(new("log", new byte[] { 0x1e, 0xff, 0xfe }))).Code);

    private static SourceFile File(string text) => new("log", Encoding.UTF8.GetBytes(text));
}
