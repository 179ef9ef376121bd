META
key;value
description;Buurtbudget Polderwijk
num_projects;3
num_votes;4
budget;90
vote_type;scoring
PROJECTS
project_id;cost;name
A;60;Schuldhulp
B;40;"Buurtkamer; met keuken"
C;30;Speelplek
VOTES
voter_id;points;vote
1;"3,1";A,B
2;3;A,B
3;"1,1";B,C
4;;
