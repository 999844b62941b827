using Busbar.Digital.Cybersecurity.Findings;
using Busbar.Digital.Handoffs.Cybersecurity;

namespace Busbar.Digital.Cybersecurity.Tests.Findings;

public sealed class ComponentKeyTests
{
    [Theory]
    [InlineData("pkg:deb/debian/libssl1.1@1.1.1k?arch=amd64", "x", "", "pkg:deb/libssl1.1")]
    [InlineData("", "libssl1.1", "debian", "pkg:deb/libssl1.1")]
    [InlineData("", "openssl", "debian:11", "pkg:deb/openssl")]
    [InlineData("pkg:maven/com.google.guava/guava@29.0-jre", "x", "", "pkg:maven/com.google.guava/guava")]
    [InlineData("", "com.google.guava:guava", "java-archive", "pkg:maven/com.google.guava/guava")]
    [InlineData("pkg:npm/%40babel/core@7.0.0", "x", "", "pkg:npm/@babel/core")]
    [InlineData("", "@babel/core", "yarn", "pkg:npm/@babel/core")]
    [InlineData("pkg:pypi/Jinja2@2.0", "x", "", "pkg:pypi/jinja2")]
    [InlineData("", "zope.interface", "pip", "pkg:pypi/zope-interface")]
    [InlineData("pkg:golang/github.com/gin-gonic/gin@v1.6.0#sub", "x", "", "pkg:golang/github.com/gin-gonic/gin")]
    [InlineData("pkg:nuget/Newtonsoft.Json@12.0.1", "x", "", "pkg:nuget/newtonsoft.json")]
    [InlineData("", "thing", "acme", "pkg:acme/thing")]
    [InlineData("pkg:broken", "thing", "", "pkg:/thing")]
    public void A_package_is_spelled_alike_from_its_url_and_from_its_name(string purl, string name, string ecosystem, string expected) =>
        Assert.Equal(expected, ComponentKey.Of(new FindingPlace.Package(purl, name, "1", ecosystem)));

    [Fact]
    public void Code_is_told_by_fingerprint_else_by_line_and_a_service_by_host_and_port()
    {
        Assert.Equal("code:a/B.py#12", ComponentKey.Of(new FindingPlace.Code("a/B.py", 12, "")));
        Assert.Equal("code:a/B.py#f00", ComponentKey.Of(new FindingPlace.Code("a/B.py", 12, "f00")));
        Assert.Equal("net:h:53/udp", ComponentKey.Of(new FindingPlace.Service("h", 53, "udp")));
    }

    [Theory]
    [InlineData("registry:5000/app:1.2@sha256:00", "registry:5000/app")]
    [InlineData("registry:5000/app", "registry:5000/app")]
    [InlineData("alpine:3.11", "alpine")]
    [InlineData("/src/app", "/src/app")]
    [InlineData("C:\\src", "C:\\src")]
    [InlineData("", "")]
    public void A_scope_is_the_target_without_tag_and_digest(string target, string expected) =>
        Assert.Equal(expected, ScanScope.Of(target));
}
