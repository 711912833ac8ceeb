using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public async Task Handler(string[] urls, ILambdaContext context)
    {
        List<Task> tasks = [];
        foreach (string url in urls)
            tasks.Add(Task.Run(async () => await http.{|AJ1002:GetStringAsync|}(url)));
        Task end = Task.Delay(context.RemainingTime * 0.8);
        Task first = await Task.WhenAny(Task.WhenAll(tasks), end);
        if (first == end)
            context.Logger.LogInformation("late");
        await Task.WhenAll(tasks);
    }

    public async Task<string> One(string url, ILambdaContext context)
    {
        Task<string> page = http.{|AJ1002:GetStringAsync|}(url);
        await Task.WhenAny(page, Task.Delay(context.RemainingTime * 0.8));
        return await page;
    }

    public async Task<string> Guarded(string url, ILambdaContext context)
    {
        Task<string> page = http.GetStringAsync(url);
        Task first = await Task.WhenAny(page, Task.Delay(context.RemainingTime * 0.8));
        if (first != page)
            throw new TimeoutException();
        return await page;
    }

    public async Task<string> Chosen(string url, ILambdaContext context)
    {
        Task<string> page = http.GetStringAsync(url);
        if (await Task.WhenAny(page, Task.Delay(context.RemainingTime * 0.8)) != page)
            return "";
        return await page;
    }

    public async Task<string?> Nested(string url, ILambdaContext context)
    {
        Task<string> page = http.GetStringAsync(url);
        Task first = await Task.WhenAny(page, Task.Delay(context.RemainingTime * 0.8));
        string? text = null;
        if (first == page)
            text = await page;
        await Task.WhenAny(page, Task.Delay(context.RemainingTime * 0.1));
        return text;
    }

    public async Task<string> Ended(string url, ILambdaContext context)
    {
        Task<string> page = http.GetStringAsync(url);
        await Task.WhenAny(page, Task.Delay(context.RemainingTime * 0.8));
        http.CancelPendingRequests();
        return await page;
    }
}
