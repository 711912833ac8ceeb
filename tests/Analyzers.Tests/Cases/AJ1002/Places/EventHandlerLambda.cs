using Amazon.Lambda.Core;

public class Bus
{
    public event Func<string, Task>? Published;

    public Bus(HttpClient http)
    {
        Published += async message => await http.{|AJ1002:PostAsync|}("/events", new StringContent(message));
    }

    public Task Publish(string message, ILambdaContext context) => Published?.Invoke(message) ?? Task.CompletedTask;
}
