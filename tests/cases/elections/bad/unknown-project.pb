META
key;value
description;Buurtbudget Polderwijk
num_projects;3
num_votes;4
budget;90
vote_type;approval
PROJECTS
project_id;cost;name
A;60;Schuldhulp
B;40;"Buurtkamer; met keuken"
C;30;Speelplek
VOTES
voter_id;age;vote
1;34;A,D
2;51;A,B
3;23;B,C
4;67;
