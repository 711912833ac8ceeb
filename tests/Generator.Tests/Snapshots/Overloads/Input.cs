namespace Acme;

public static class Sender
{
    [AsyncJob("POST /letters")]
    public static void Send(string to, JobContext job) { }

    [AsyncJob("POST /letters/{count}")]
    public static void Send(int count, JobContext job) { }

    [AsyncJob("POST /parcels", Name = "parcels")]
    public static void Send(Parcel parcel, JobContext job) { }

    [AsyncJob("POST /mails")]
    public static void SEND(JobContext job) { }
}

public sealed record Parcel(int Weight);
