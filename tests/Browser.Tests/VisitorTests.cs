using System.Text.Json;
using Microsoft.Playwright;
using Xunit;

namespace AsyncJobs.Browser.Tests;

/// <summary>What a browser does to the local host for pages that have nothing to do with it, and for those of its own.</summary>
public sealed class VisitorTests(Chromium chromium, LocalHosts hosts)
{
    private const string NoJob = "/jobs/0000000000000000000000000a";

    [Fact]
    public async Task A_developer_opens_a_jobs_URL_and_a_page_of_the_local_host_starts_jobs()
    {
        (IPage page, IResponse reply) = await chromium.OpenAsync(new Uri(hosts.Closed.Address, NoJob));

        JsonElement status = await page.EvaluateAsync<JsonElement>(
            """
            async () => (await fetch('/summaries/cities', {
              method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ csv: 'a\n1\n' }),
            })).status
            """);

        Assert.Equal(404, reply.Status);
        Assert.Equal(202, status.GetInt32());
    }

    [Fact]
    public async Task A_link_leads_to_a_job_and_a_form_of_another_page_leads_nowhere()
    {
        (IPage page, _) = await chromium.OpenAsync(hosts.OtherPage);
        string job = new Uri(hosts.Closed.Address, NoJob).AbsoluteUri;
        string start = new Uri(hosts.Closed.Address, "/summaries/cities").AbsoluteUri;

        await page.SetContentAsync($"<a href='{job}'>job</a><form method='post' enctype='text/plain' action='{start}'><input type='submit'></form>");
        IResponse linked = await page.RunAndWaitForResponseAsync(() => page.ClickAsync("a"), job);
        await page.GotoAsync(hosts.OtherPage.AbsoluteUri);
        await page.SetContentAsync($"<form method='post' enctype='text/plain' action='{start}'><input type='submit'></form>");
        IResponse sent = await page.RunAndWaitForResponseAsync(() => page.ClickAsync("input"), start);

        Assert.Equal(404, linked.Status);
        Assert.Equal(403, sent.Status);
    }

    [Fact]
    public async Task A_site_whose_name_leads_here_sees_nothing()
    {
        (_, IResponse reply) = await chromium.OpenAsync(new UriBuilder(new Uri(hosts.Closed.Address, NoJob)) { Host = Chromium.ReboundHost }.Uri);

        Assert.Equal(403, reply.Status);
        Assert.Contains("--allow-host evil.example", await reply.TextAsync(), StringComparison.Ordinal);
    }
}
