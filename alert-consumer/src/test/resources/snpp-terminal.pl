# A paging terminal: Debian's Net::SNPP::Server on a free port of the loopback interface. Says its port on the first line
# of standard output, then a line for each page: "<pager> <1 if to sound in any case> <text>", line ends as "|".
use strict;
use warnings;
use Net::SNPP::Server;
use Socket;

$| = 1;
my $server = Net::SNPP::Server->new(Port => 0, MaxErrors => 3, Timeout => 10);
$server->callback(write_log => sub { });
$server->callback(
    process_page => sub {
        my ($pager, $page) = @_;
        (my $text = $page->{mess}) =~ s/\n+$//;
        $text =~ s/\n/|/g;
        print "$pager->[0] $page->{alert} $text\n";
        return 1;
    }
);
$server->disable_command('DATA') if @ARGV && $ARGV[0] eq 'level-1';
my ($port) = unpack_sockaddr_in(getsockname($server->socket()));
print "$port\n";
while (1) {
    $server->handle_client($server->client());
}
