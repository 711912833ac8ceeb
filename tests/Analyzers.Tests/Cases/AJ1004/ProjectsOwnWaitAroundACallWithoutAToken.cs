public static class TaskExtensions
{
    public static async Task<T> OrAfter<T>(this Task<T> task, TimeSpan time)
    {
        if (task != await Task.WhenAny(task, Task.Delay(time)).ConfigureAwait(false))
            throw new TimeoutException();

        return await task;
    }
}

public class Quotes(HttpClient http, TaskCompletionSource<string> other)
{
    public async Task<string> Get(string url) => await http.GetStringAsync(url).{|AJ1004:OrAfter|}(TimeSpan.FromSeconds(4));

    public Task<string> Other() => other.Task.OrAfter(TimeSpan.FromSeconds(4));
}
