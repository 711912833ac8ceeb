using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public async Task Handler(string[] urls, ILambdaContext context)
    {
        var tasks = new List<Task>();
        tasks.Add(Task.Run(async () =>
        {
            try
            {
                await http.GetStringAsync(urls[0]);
            }
            catch (HttpRequestException)
            {
            }
        }));
        await Task.{|AJ1004:WhenAny|}(Task.WhenAll(tasks), Task.Delay(1000));
    }

    public void Select(string[] urls, ILambdaContext context)
    {
        Task<string>[] tasks = [.. urls.Select(url => Task.Run(() => http.GetStringAsync(url)))];
        Task.{|AJ1004:WaitAll|}(tasks, 1000);
    }

    public void Array(string[] urls, ILambdaContext context)
    {
        Task[] tasks = new Task[urls.Length];
        for (int index = 0; index < urls.Length; index++)
            tasks[index] = http.GetStringAsync(urls[index]);
        Task.{|AJ1004:WaitAny|}(tasks, TimeSpan.FromSeconds(5));
    }

    public async Task Dictionary(string[] urls, ILambdaContext context)
    {
        Dictionary<string, Task<string>> tasks = [];
        foreach (string url in urls)
            tasks[url] = http.GetStringAsync(url);
        await Task.WhenAll(tasks.Values).{|AJ1004:WaitAsync|}(TimeSpan.FromSeconds(5));
    }

    public async Task Queue(string[] urls, ILambdaContext context)
    {
        Queue<Task> tasks = new();
        foreach (string url in urls)
            tasks.Enqueue(http.GetStringAsync(url));
        await Task.WhenAll(tasks).{|AJ1004:WaitAsync|}(TimeSpan.FromSeconds(5));
    }

    public async Task Others(string[] paths, ILambdaContext context)
    {
        var tasks = new List<Task>();
        tasks.Add(Task.Run(() => File.ReadAllText(paths[0])));
        Task[] more = new Task[1];
        more[0] = File.ReadAllTextAsync(paths[0]);
        await Task.WhenAny(Task.WhenAll(tasks), Task.Delay(1000));
        Task.WaitAll(more, 1000);
    }
}
