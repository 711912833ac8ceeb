using Xunit;

namespace AsyncJobs.Sam.Tests.Writing;

/// <summary>The file on the disk.</summary>
public sealed class TemplateFileTests
{
    [Fact]
    public void A_file_that_stays_the_same_is_not_written()
    {
        using Workbench bench = new();
        bench.Write([JobAssembly.Job()]);
        DateTime before = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(bench.Template, before);

        bench.Write([JobAssembly.Job()]);

        Assert.Equal(before, File.GetLastWriteTimeUtc(bench.Template));
        Assert.Equal("", bench.Output);
    }

    [Fact]
    public async Task Changes_at_the_same_time_all_take_effect()
    {
        using Workbench bench = new();
        await Parallel.ForAsync(0, 200, TestContext.Current.CancellationToken, (i, _) =>
        {
            TemplateFile.Update(bench.Template, text => text + $"{i}\n");
            return default;
        });

        Assert.Equal(Enumerable.Range(0, 200), bench.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse).Order());
        Assert.Single(Directory.GetFiles(bench.Folder));
    }

    [Fact]
    public void What_an_editor_writes_in_between_is_not_lost()
    {
        using Workbench bench = new();
        bench.Text = "a";
        int calls = 0;

        TemplateFile.Update(bench.Template, text =>
        {
            if (++calls == 1)
                bench.Text = "edited ";
            return text + "b";
        });

        Assert.Equal("edited b", bench.Text);
    }

    [Fact]
    public void A_failure_leaves_the_file_and_nothing_beside_it()
    {
        using Workbench bench = new();
        bench.Text = "a";

        TemplateException exception = Assert.Throws<TemplateException>(() =>
            TemplateFile.Update(bench.Template, _ => throw new TemplateException(ErrorCodes.Malformed, "no")));

        Assert.Equal(bench.Template, exception.File);
        Assert.Equal("a", bench.Text);
        Assert.Single(Directory.GetFiles(bench.Folder));
    }

    [Fact]
    public void Mode_and_link_stay()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no modes, and links need a right.");
        using Workbench bench = new();
        string real = Path.Combine(bench.Folder, "real.json");
        File.WriteAllText(real, "a");
#pragma warning disable CA1416
        File.SetUnixFileMode(real, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.CreateSymbolicLink(bench.Template, real);

        TemplateFile.Update(bench.Template, text => text + "b");

        Assert.Equal("ab", File.ReadAllText(real));
        Assert.NotNull(new FileInfo(bench.Template).LinkTarget);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(real));
#pragma warning restore CA1416
    }
}
