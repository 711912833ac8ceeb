using System.Text;
using AsyncJobs.Buffers;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Buffers;

public sealed class JsonScratchTests
{
    [Fact]
    public void What_is_given_back_is_empty_for_its_next_user()
    {
        JsonScratch first = JsonScratch.Rent();
        first.Writer.WriteStringValue("secret of the first");
        first.Dispose();

        using JsonScratch second = JsonScratch.Rent();
        second.Writer.WriteNullValue();

        Assert.Same(first, second);
        Assert.Equal("null", Encoding.UTF8.GetString(second.Written.Span));
    }

    [Fact]
    public void Given_back_twice_it_still_has_one_user()
    {
        JsonScratch scratch = JsonScratch.Rent();
        scratch.Dispose();
        scratch.Dispose();

        using JsonScratch one = JsonScratch.Rent();
        using JsonScratch other = JsonScratch.Rent();

        Assert.NotSame(one, other);
    }

    [Fact]
    public void What_is_in_use_on_one_thread_is_nobody_elses()
    {
        using JsonScratch mine = JsonScratch.Rent();
        JsonScratch? theirs = null;
        Thread thread = new(() => theirs = JsonScratch.Rent());
        thread.Start();
        thread.Join();

        Assert.NotSame(mine, theirs);
    }
}
